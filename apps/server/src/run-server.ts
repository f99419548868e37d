import { setTimeout as pause } from 'node:timers/promises';
import { machineClock } from './clock.ts';
import { createApp, type App } from './app.ts';
import { whenPackageManagerGoes } from './package-manager.ts';
import { isDatabaseAway } from './db/database-away.ts';
import { openGround } from './open-ground.ts';
import { readEnv } from './env.ts';
import { openLog } from './log.ts';
import { listening, requirePort } from './port.ts';
import { prepareFirstStart } from './first-start.ts';
import { welcome } from './welcome.ts';

/** Starts a server from the environment and runs it until a signal; returns it when everything is up. */
export async function runServer(): Promise<App> {
  const env = readEnv(process.env);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const log = openLog(env.LOG_LEVEL);
  await requirePort(env);
  const ground = await openGround(env, say);
  let app: App | undefined;
  let stopping = false;
  const stop = once(async (code: number) => {
    stopping = true;
    // What is still starting loses its database now, which is no news.
    if (!app) log.level = 'silent';
    await app?.close();
    await ground.stop();
    process.exit(code);
  });
  stopOnSignals(stop);
  const comeUp = async (): Promise<App> => {
    await prepareFirstStart({ ground, env, clock: machineClock(env.FIELDLOOP_CLOCK), log, say });
    // A clock that was moved begins anew: what loading took is not lost from it.
    const clock = machineClock(env.FIELDLOOP_CLOCK);
    const created = await createApp({ env, databaseUrl: ground.databaseUrl, data: ground.data, clock, log });
    app = created;
    const url = await listening(env.PORT, () => created.listen());
    say(await welcome(created, url));
    return created;
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await comeUp();
    } catch (error) {
      if (stopping) return new Promise(() => undefined); // the process ends in a moment
      await app?.close();
      app = undefined;
      // A database of our own that died meanwhile is on its way back.
      if (env.DATABASE_URL === undefined && attempt < startAttempts && isDatabaseAway(error)) {
        log.warn({ error }, 'the database went away while the server started: once more');
        await pause(restMs);
        continue;
      }
      await ground.stop();
      throw error;
    }
  }
}

const startAttempts = 5;
const restMs = 1_000;

/** Ctrl-C, kill, a closed terminal, and the package manager that started us going away: all of them stop cleanly. */
function stopOnSignals(stop: (code: number) => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  process.on('uncaughtException', (error) => {
    console.error(error);
    stop(1);
  });
  whenPackageManagerGoes(() => stop(0));
}

/** Package managers pass a signal on that the terminal has sent already. */
function once(run: (code: number) => Promise<void>): (code: number) => void {
  let running = false;
  return (code) => {
    if (running) return;
    running = true;
    run(code).catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  };
}

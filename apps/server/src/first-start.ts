import type { Logger } from 'pino';
import { createApp, type App } from './app.ts';
import type { Clock } from './clock.ts';
import { clearHalfLoaded } from './people/half-loaded.ts';
import type { Env } from './env.ts';
import type { Ground } from './open-ground.ts';
import { firstAccount, firstOrganization, firstPlanner } from './people/first-start.ts';
import { organizations } from './people/organizations.ts';

/** What a demo loader gets: the ground to build servers on, and the instant at which its story ends. */
export interface DemoSettings {
  readonly env: Env;
  readonly ground: Ground;
  readonly log: Logger;
  readonly now: number;
  /** Shares done, 0 to 1. */
  readonly progress: (share: number) => void;
}

/** What a first start needs. */
export interface FirstStart {
  readonly ground: Ground;
  readonly env: Env;
  readonly clock: Clock;
  readonly log: Logger;
  readonly say: (line: string) => void;
}

/** Fills an empty database: with the demo's story, or with an organization and its first planner. */
export async function prepareFirstStart(start: FirstStart): Promise<void> {
  const { ground, env, clock, log, say } = start;
  if (env.FIELDLOOP_DEMO === 'when-empty' && (await isEmpty(start))) {
    say('The database is empty: playing four weeks of a pop-up store into it.');
    // Only here, so that no other start reads the story.
    const { loadDemo } = await import('./demo/load-demo.ts');
    await loadDemo({ env, ground, log, now: clock.now(), progress: progressLine() });
  }
  await withApp(start, async (app) => {
    const organization = await firstOrganization(app.ground);
    if ((await firstAccount(app.ground, organization)) === undefined) await firstPlanner(app.ground, organization);
  });
}

function isEmpty(start: FirstStart): Promise<boolean> {
  return withApp(start, async ({ db }) => {
    if (await clearHalfLoaded(db)) start.say('Loading the demo was cut off last time: it begins again.');
    return (await organizations(db)).length === 0;
  });
}

async function withApp<Value>({ ground, env, clock, log }: FirstStart, work: (app: App) => Promise<Value>): Promise<Value> {
  const app = await createApp({ env, databaseUrl: ground.databaseUrl, data: ground.data, clock, log });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** One line that is written over on a terminal, and every tenth otherwise. */
function progressLine(): (share: number) => void {
  let shown = -1;
  return (share) => {
    const tenths = Math.floor(share * 10);
    if (process.stdout.isTTY) {
      const bar = '█'.repeat(Math.round(share * 30)).padEnd(30, '░');
      process.stdout.write(`\r  ${bar} ${Math.round(share * 100)} %${share >= 1 ? '\n' : ''}`);
    } else if (tenths > shown) {
      process.stdout.write(`  ${tenths * 10} %\n`);
    }
    shown = tenths;
  };
}

import { createApp } from './app.ts';
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
  readonly now: number;
  /** Shares done, 0 to 1. */
  readonly progress: (share: number) => void;
}

/** Fills an empty database: with the demo's story, or with an organization and its first planner. */
export async function prepareFirstStart(ground: Ground, env: Env, clock: Clock, say: (line: string) => void): Promise<void> {
  if (env.FIELDLOOP_DEMO === 'when-empty' && (await isEmpty(ground, env, clock, say))) {
    say('The database is empty: playing four weeks of a pop-up store into it.');
    // Only here, so that no other start reads the story.
    const { loadDemo } = await import('./demo/load-demo.ts');
    await loadDemo({ env, ground, now: clock.now(), progress: progressLine() });
  }
  const app = await createApp({ env, databaseUrl: ground.databaseUrl, data: ground.data, clock });
  try {
    const organization = await firstOrganization(app.ground);
    if ((await firstAccount(app.ground, organization)) === undefined) await firstPlanner(app.ground, organization);
  } finally {
    await app.close();
  }
}

async function isEmpty(ground: Ground, env: Env, clock: Clock, say: (line: string) => void): Promise<boolean> {
  const app = await createApp({ env, databaseUrl: ground.databaseUrl, data: ground.data, clock });
  try {
    if (await clearHalfLoaded(app.db)) say('Loading the demo was cut off last time: it begins again.');
    return (await organizations(app.db)).length === 0;
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

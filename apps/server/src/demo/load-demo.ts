import type { App } from '../app.ts';
import { createApp } from '../app.ts';
import type { ManualClock } from '../clock.ts';
import { manualClock } from '../clock.ts';
import type { DemoSettings } from '../first-start.ts';
import { newId } from '../ids.ts';
import { accountFor } from '../people/first-start.ts';
import { loadingName, nameLoaded } from '../people/half-loaded.ts';
import type { Organization } from '../people/organizations.ts';
import { addOrganization } from '../people/organizations.ts';
import { writeAsServer } from '../people/server-facts.ts';
import { pictures } from './pictures/picture.ts';
import { networkInProcess } from './play/network-in-process.ts';
import { playStory } from './play/play-story.ts';
import { ticksOf } from './play/ticks.ts';
import type { Calendar } from './story/calendar.ts';
import { calendarEndingBefore } from './story/calendar.ts';
import { cast } from './story/cast.ts';
import { founding } from './story/ground.ts';
import { organizationName } from './story/places.ts';
import { offlineTimes, story } from './story/story.ts';

export interface DemoStory {
  readonly calendar: Calendar;
  /** Tell the story only up to this instant; default: all of it. */
  readonly until?: number | undefined;
  /** Called when phones have synced and rules are judged, with the instant of the story. */
  readonly watch?: ((instant: number) => Promise<void>) | undefined;
  readonly progress: (share: number) => void;
}

/**
 * Fills an empty database with four weeks of the pop-up, ending with the last Sunday before `now`: a server on a
 * clock of its own, and phones that push to it what the story says. Nothing is sent to the outside.
 */
export async function loadDemo({ env, ground, log, now, progress }: DemoSettings): Promise<void> {
  const calendar = calendarEndingBefore(now);
  const clock = manualClock(founding(calendar)[0]?.at ?? now);
  // Our own PostgreSQL need not wait for the disk here; another one may stand behind a pooler that takes no options.
  const databaseUrl = env.DATABASE_URL === undefined ? withoutWaiting(ground.databaseUrl) : ground.databaseUrl;
  const app = await createApp({ env, databaseUrl, data: ground.data, clock, log });
  try {
    await playDemo(app, clock, { calendar, progress });
  } finally {
    await app.close();
  }
}

/** Plays the story into a running server that stands on this clock; returns the organization it founded. */
export async function playDemo(app: App, clock: ManualClock, { calendar, until = Infinity, watch, progress }: DemoStory): Promise<Organization> {
  const organization = await foundOrganization(app, calendar);
  const offline = offlineTimes(calendar);
  await playStory({
    facts: story(calendar).filter(({ at }) => at < until),
    offline,
    ticks: [...ticksOf(calendar, offline).filter((tick) => tick < until), ...(Number.isFinite(until) ? [until] : [])],
    networkOf: (who) => networkInProcess(app, organization.id, who),
    moveTo: (instant) => clock.moveTo(Math.max(instant, clock.now())),
    async judge(instant) {
      await app.alerts.runUntil(instant, { outside: false, stepMs: hour });
      await watch?.(instant);
    },
    progress,
  });
  await nameLoaded(app.db, organization.id, organizationName);
  return { ...organization, name: organizationName };
}

const hour = 3_600_000;

function withoutWaiting(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', '-c synchronous_commit=off');
  return url.href;
}

/** The organization, who belongs to it, the planner's account, and the photos that the story names. */
async function foundOrganization(app: App, calendar: Calendar): Promise<Organization> {
  const organization = await addOrganization(app.db, loadingName, app.clock.now());
  const facts = founding(calendar).map((fact) => ({ ...fact, id: newId(fact.at), scope: 'desk' as const }));
  await writeAsServer(app.ledger, organization, facts);
  await accountFor(app.ground, organization, { id: 'zhou-ning', name: cast['zhou-ning'].name });
  for (const { attachment, bytes } of pictures()) {
    for (const scope of ['site:ja', 'site:lv'] as const) {
      await app.photos.keep({ organization: organization.id, person: 'lin-xiao', scope, sha256: attachment.sha256 }, bytes);
    }
  }
  return organization;
}

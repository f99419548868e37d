import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp, type App } from '../../apps/server/src/app.ts';
import { manualClock, type ManualClock } from '../../apps/server/src/clock.ts';
import { liveDay } from '../../apps/server/src/demo/live/live-day.ts';
import { playDemo } from '../../apps/server/src/demo/load-demo.ts';
import { networkInProcess } from '../../apps/server/src/demo/play/network-in-process.ts';
import { playStory } from '../../apps/server/src/demo/play/play-story.ts';
import { dayAt, instantOf, testCalendar } from '../../apps/server/src/demo/story/calendar.ts';
import { readEnv } from '../../apps/server/src/env.ts';
import { addAccount } from '../../apps/server/src/people/accounts.ts';
import { newEnrolment } from '../../apps/server/src/people/enrolments.ts';
import { addOrganization, type Organization } from '../../apps/server/src/people/organizations.ts';
import { deskPersonFacts } from '../../apps/server/src/people/people.ts';
import { writeAsServer } from '../../apps/server/src/people/server-facts.ts';

/** A server with the pop-up's four weeks and the afternoon after: the door is blocked, an alert fires. */
export interface DemoWorld {
  readonly app: App;
  readonly url: string;
  /** A link that signs the planner in, once. */
  plannerLink(): Promise<string>;
  /** The same for a planner whose organization has nothing yet. */
  newcomerLink(): Promise<string>;
  /** A code that enrols one phone at the pop-up or the live room. */
  code(role: 'operator' | 'lead', site: 'ja' | 'lv'): Promise<string>;
  stop(): Promise<void>;
}

const planner = 'planner@fieldloop.example';
const newcomer = 'newcomer@fieldloop.example';
/** Three quarters after the rule's two hours have gone bad. */
const shownAt = instantOf(testCalendar, 29, '14:46');

/** @param databaseUrl an empty PostgreSQL database */
export async function openDemoWorld(databaseUrl: string, say: (line: string) => void = () => {}): Promise<DemoWorld> {
  const path = mkdtempSync(join(tmpdir(), 'fieldloop-world-'));
  const clock = manualClock(instantOf(testCalendar, -29, '09:00'));
  const app = await createApp({
    env: readEnv({ PORT: '0', SIGN_IN_PER_MINUTE: '100000', JOIN_PER_MINUTE: '100000', PUSH_PER_MINUTE: '1000000', ORGANIZATION_NAME: 'Fieldloop' }),
    databaseUrl,
    clock,
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    data: { path, blobs: join(path, 'blobs'), secrets: { databasePassword: '', sessionSecret: randomBytes(32).toString('hex') } },
  });
  say('playing the story');
  const organization = await playDemo(app, clock, { calendar: testCalendar, progress: () => {} });
  await playAfternoon(app, clock, organization);
  await addNewcomer(app, clock);
  const url = await app.listen();
  const linkFor = async (email: string): Promise<string> => `${url}/sign-in?token=${await app.ground.auth.oneTimeToken(email)}`;
  return {
    app, url,
    plannerLink: () => linkFor(planner),
    newcomerLink: () => linkFor(newcomer),
    async code(role, site) {
      const { code } = await newEnrolment(app.ground, {
        organization: organization.id, by: 'server', origin: url, site, role, uses: 1, expiresInMinutes: 600,
      });
      return code;
    },
    async stop() {
      await app.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The day after the story, with simulated phones, until the middle of the afternoon. */
async function playAfternoon(app: App, clock: ManualClock, { id }: Organization): Promise<void> {
  const facts = liveDay(testCalendar, dayAt(testCalendar, shownAt)).filter(({ at }) => at < shownAt);
  const first = facts[0]?.at ?? shownAt;
  const ticks = Array.from({ length: Math.ceil((shownAt - first) / tickMs) }, (_, index) => first + (index + 1) * tickMs);
  await playStory({
    facts,
    offline: [],
    ticks: [...ticks.filter((tick) => tick < shownAt), shownAt],
    networkOf: (who) => networkInProcess(app, id, who),
    moveTo: (instant) => clock.moveTo(Math.max(instant, clock.now())),
    judge: (instant) => app.alerts.runUntil(instant, { outside: false }),
    progress: () => {},
  });
}

const tickMs = 3 * 60_000;

async function addNewcomer(app: App, clock: ManualClock): Promise<void> {
  const organization = await addOrganization(app.db, '新组织', clock.now());
  await writeAsServer(app.ledger, organization, deskPersonFacts({ person: 'newcomer', name: '新策划', roles: ['planner', 'admin'] }, clock.now()));
  await addAccount(app.ground, { organization: organization.id, person: 'newcomer', name: '新策划', email: newcomer });
}

import { instantOf } from '@fieldloop/domain/local-time';
import { manualClock, type ManualClock } from '../../../apps/server/src/clock.ts';
import { newEnrolment } from '../../../apps/server/src/people/enrolments.ts';
import { addAccount } from '../../../apps/server/src/people/accounts.ts';
import { addOrganization, type Organization } from '../../../apps/server/src/people/organizations.ts';
import { deskPersonFacts } from '../../../apps/server/src/people/people.ts';
import { writeAsServer } from '../../../apps/server/src/people/server-facts.ts';
import { newId } from '../../../apps/server/src/ids.ts';
import { startTestApp, testPassword, type TestApp } from '../../integration/test-app.ts';

export const timeZone = 'Asia/Shanghai';
export const day = '2026-07-03';
export const site = 'ja';
export const planner = { id: 'zhou-ning', name: '周宁', email: 'zhou-ning@example.org', password: testPassword };

/** An instant of the test day, `14:30`. */
export function at(time: string, on = day): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return instantOf(on, hour * 60 + minute, timeZone);
}

/** A running product with one pop-up, one planner, and a clock that a test moves. */
export interface Shop {
  readonly app: TestApp;
  readonly clock: ManualClock;
  readonly organization: Organization;
  readonly url: string;
  /** Writes a fact as the server itself: what a demo's first lines are made of. */
  set(name: string, payload: object, scope?: 'desk' | `site:${string}`): Promise<void>;
  /** A code that enrols one phone. */
  code(role: 'operator' | 'lead' | 'partner'): Promise<string>;
  /** How many facts of each name the ledger holds. */
  counts(): Promise<Readonly<Record<string, number>>>;
  /** Moves the clock and lets alerts be judged. */
  goTo(instant: number): Promise<void>;
  stop(): Promise<void>;
}

export async function openShop(startAt = at('14:01'), env: Readonly<Record<string, string>> = {}): Promise<Shop> {
  const clock = manualClock(startAt);
  const app = await startTestApp({ clock, env });
  const organization = await addOrganization(app.db, '轻通勤', startAt);
  const set: Shop['set'] = (name, payload, scope = 'desk') =>
    writeAsServer(app.ledger, organization, [{ id: newId(clock.now()), name, scope, at: clock.now(), payload }]).then(() => undefined);
  await set('site-set', {
    site, kind: 'popup', name: { zh: '静安快闪店', en: 'Jing’an pop-up' }, timeZone, currency: 'CNY', opens: 600, closes: 1_320,
    zones: [{ id: 'front', name: { zh: '门口', en: 'Front' } }, { id: 'fitting', name: { zh: '试衣区', en: 'Fitting' } }],
    countRule: { method: 'full', text: '门前 3 米线' }, plan: 'commute',
  });
  await writeAsServer(app.ledger, organization, deskPersonFacts({ person: planner.id, name: planner.name, roles: ['planner', 'admin'] }, startAt));
  await addAccount(app.ground, { organization: organization.id, person: planner.id, name: planner.name, email: planner.email, password: planner.password });
  return {
    app, clock, organization, url: app.url, set,
    async code(role) {
      const { code } = await newEnrolment(app.ground, {
        organization: organization.id, by: 'server', origin: app.url, site, role, uses: 1, expiresInMinutes: 60,
      });
      return code;
    },
    async counts() {
      const { rows } = await app.db.pool.query<{ name: string; n: string }>(`SELECT name, count(*) AS n FROM fact GROUP BY name`);
      return Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)]));
    },
    async goTo(instant) {
      await clock.moveTo(instant);
      await app.alerts.settled();
      await app.alerts.runUntil(instant);
    },
    stop: () => app.stop(),
  };
}

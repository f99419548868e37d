import type { Actor } from '@fieldloop/domain/fact';
import { instantOf } from '@fieldloop/domain/local-time';
import type { Alert } from '@fieldloop/domain/records/alert';
import { ruleDefaults, type RuleSettings } from '@fieldloop/domain/rules';
import type { FactDraft } from '@fieldloop/sync/server';
import { manualClock, type ManualClock } from '../../../apps/server/src/clock.ts';
import { readRecords } from '../../../apps/server/src/insight/read-records.ts';
import { newId } from '../../../apps/server/src/ids.ts';
import { addOrganization, type Organization } from '../../../apps/server/src/people/organizations.ts';
import { writeAsServer } from '../../../apps/server/src/people/server-facts.ts';
import { startTestApp, type TestApp } from '../test-app.ts';

export const timeZone = 'Asia/Shanghai';
export const day = '2026-07-03';
const quarter = 15 * 60_000;

/** 11:45 of the test day, or of another. */
export function at(clock: string, on = day): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return instantOf(on, hour * 60 + minute, timeZone);
}

/** A running server with one organization, on a clock that stands still. */
export interface PopUp {
  readonly app: TestApp;
  readonly clock: ManualClock;
  readonly organization: Organization;
  /** Facts of the server itself: sites, rules, memberships. */
  set(name: string, payload: object, scope?: FactDraft['scope']): Promise<void>;
  site(id: string): Promise<void>;
  rule(id: string, settings?: Partial<RuleSettings>): Promise<void>;
  member(person: string, role: Actor['memberships'][number]['role'], scope?: 'desk' | `site:${string}`): Promise<void>;
  /** A phone writes facts; by that the server hears of it. Returns what became of each. */
  write(device: string, facts: readonly PhoneFact[]): Promise<readonly string[]>;
  startShift(device: string, site?: string, when?: number): Promise<void>;
  /** So many of so many came in during the quarter that ends at `end`. */
  count(device: string, end: number, entered: number, passers: number, site?: string): Promise<void>;
  alerts(): Promise<Alert[]>;
  inbox(person: string): Promise<{ readonly kind: string; readonly params: Readonly<Record<string, unknown>> }[]>;
  /** Moves the clock and judges. */
  goTo(instant: number): Promise<void>;
}

export interface PhoneFact {
  readonly name: string;
  readonly at: number;
  readonly payload: object;
  readonly site?: string;
  readonly id?: string;
}

export async function openPopUp(startAt = at('09:30'), env: Readonly<Record<string, string>> = {}): Promise<PopUp> {
  const clock = manualClock(startAt);
  const app = await startTestApp({ clock, env });
  const organization = await addOrganization(app.db, '轻通勤', startAt);
  return popUpOn(app, clock, organization);
}

/** The same on a server that runs already: another organization, or another server over the same database. */
export function popUpOn(app: TestApp, clock: ManualClock, organization: Organization): PopUp {
  const popUp: PopUp = {
    app, clock, organization,
    async set(name, payload, scope = 'desk') {
      await writeAsServer(app.ledger, organization, [{ id: newId(clock.now()), name, scope, at: clock.now(), payload }]);
    },
    site: (id) =>
      popUp.set('site-set', {
        site: id, kind: 'popup', name: { zh: `${id} 店`, en: `Shop ${id}` }, timeZone, currency: 'CNY', opens: 600, closes: 1_320,
        zones: [], countRule: { method: 'full', text: '门前 3 米线' },
      }),
    rule: (id, settings = {}) =>
      popUp.set('rule-set', {
        ...ruleDefaults, rule: id, title: '进店率低于 20%', sites: ['ja'], effectiveFrom: at('10:00'),
        condition: {
          kind: 'rate', metric: 'entry-rate', direction: 'below', level: 0.2, recovery: 0.22,
          window: { kind: 'rolling', minutes: 60 }, minimum: 50,
        },
        notify: ['zhou-ning'], ...settings,
      }),
    member: (person, role, scope = 'desk') =>
      popUp.set('membership-granted', { membership: `m-${person}-${scope}`.replace(':', '-'), person, scope, role, from: at('00:00', '2026-01-01') }),
    async write(device, facts) {
      const actor: Actor = {
        kind: 'person', person: `holder-of-${device}`, device,
        memberships: [{ scope: 'desk', role: 'operations-manager', from: 0 }],
      };
      const drafts = facts.map(({ site = 'ja', id, ...fact }) => ({ ...fact, id: id ?? newId(clock.now()), scope: `site:${site}` as const }));
      const outcomes = await app.ledger.append({ organization: organization.id, actor }, drafts);
      return outcomes.map(({ state, reason }) => reason ?? state);
    },
    async startShift(device, site = 'ja', when = clock.now()) {
      await popUp.write(device, [{ name: 'shift-started', at: when, site, payload: { shift: `shift-${device}-${when}`, post: 'greeter' } }]);
    },
    async count(device, end, entered, passers, site = 'ja') {
      const when = end - quarter + 60_000;
      const tap = (counter: string, count: number): PhoneFact[] =>
        count > 0 ? [{ name: 'people-counted', at: when, site, payload: { counter, count } }] : [];
      await popUp.write(device, [...tap('entered', entered), ...tap('passedBy', passers - entered)]);
    },
    async alerts() {
      const found = await readRecords(app.db.pool, organization.id, 'alert');
      return found.map(({ data }) => data).toSorted((a, b) => a.firedAt - b.firedAt || (a.site < b.site ? -1 : 1));
    },
    async inbox(person) {
      const { entries } = await app.delivery.inbox.list(organization.id, person, { limit: 100 });
      return entries.toReversed();
    },
    async goTo(instant) {
      await clock.moveTo(instant);
      await app.alerts.settled();
      await app.alerts.runUntil(instant);
    },
  };
  return popUp;
}

import type { Alert } from '@fieldloop/domain/records/alert';
import type { Rule } from '@fieldloop/domain/rules';
import type { RuleEvent } from '@fieldloop/domain/rule-state';
import type pg from 'pg';
import type { Delivery } from '../delivery/delivery.ts';
import type { Notice } from '../delivery/notice.ts';
import { readRecords } from '../insight/read-records.ts';
import { firstToHear, nextToHear } from './audience.ts';
import type { Verdict } from './judge-organization.ts';
import type { OrganizationView } from './load-organization.ts';
import { clearedNotice, firedNotice, groupNotice, unacknowledgedNotice } from './notices.ts';
import { mayRing } from './periods.ts';
import type { Telling, Tellings } from './tellings.ts';

export interface TellContext {
  readonly pool: pg.Pool;
  readonly organization: string;
  readonly view: OrganizationView;
  readonly now: number;
  /** False: the inbox only, whatever happens. */
  readonly outside: boolean;
  readonly tellings: Tellings;
  readonly delivery: Pick<Delivery, 'tell'>;
  /** Somebody has something new in the inbox. */
  readonly onInbox: (people: readonly string[]) => void;
}

/** Alerts of one rule at several sites wait this long for each other. */
export const groupWithinMs = 45_000;
/** Nobody took it on for so long: the lead hears of it. */
export const escalateAfterMs = 15 * 60_000;
/** The same rule, site and part rings at most once in this. */
export const ringAgainAfterMs = 3_600_000;

type Fired = Extract<RuleEvent, { type: 'fired' }>;

/** Notes what a verdict has to tell. Told in the same run, or when the alerts of other sites had time to join. */
export async function noteFired({ rule, site, events, loop }: Verdict, context: TellContext): Promise<void> {
  const { tellings, view, now } = context;
  const place = view.sites.get(site);
  for (const event of events.filter((one): one is Fired => one.type === 'fired')) {
    const rang = await tellings.rangSince(rule.id, site, event.group, now - ringAgainAfterMs);
    const alone = rule.sites.length === 1;
    await tellings.note({
      alert: event.alert, rule: rule.id, site, grouping: rule.id, part: event.group, firedAt: event.at,
      dueAt: alone ? now : ((await tellings.dueWith(rule.id)) ?? now + groupWithinMs),
      rings: context.outside && loop === undefined && !rang && place !== undefined && mayRing(rule, place, now),
      people: firstToHear(rule, site, view.people, now),
    });
  }
}

/** Tells what is due: new alerts, alerts that nobody took on, and what is back to normal. Each step once. */
export async function tellDue(context: TellContext): Promise<void> {
  const { tellings, now } = context;
  const pending = await tellings.pending();
  const due = pending.filter(({ toldAt, dueAt }) => toldAt === null && dueAt <= now);
  const open = pending.filter(({ toldAt }) => toldAt !== null);
  const waiting = open.filter(({ rings, toldAt, escalatedAt }) => rings && escalatedAt === null && (toldAt ?? now) <= now - escalateAfterMs);
  const ids = [...due, ...open].map(({ alert }) => alert);
  if (ids.length === 0) return;
  const found = await readRecords(context.pool, context.organization, 'alert', { ids });
  const alerts = new Map(found.map(({ data }) => [data.id, data]));
  for (const group of Map.groupBy(due, ({ grouping }) => grouping).values()) await tellFired(group, alerts, context);
  for (const telling of waiting) await escalate(telling, alerts.get(telling.alert), context);
  for (const telling of open) await tellCleared(telling, alerts.get(telling.alert), context);
}

async function tellFired(group: readonly Telling[], alerts: ReadonlyMap<string, Alert>, context: TellContext): Promise<void> {
  const ringing = group.filter(({ rings }) => rings);
  const parts = ringing.flatMap((telling) => partOf(telling, alerts, context));
  const together = new Set(parts.map(({ site }) => site.id)).size > 1;
  const notice = together && parts[0] ? groupNotice(parts[0].rule, parts, context.now) : undefined;
  if (notice) await say(notice, [...new Set(ringing.flatMap(({ people }) => people))], true, context);
  for (const telling of notice ? group.filter(({ rings }) => !rings) : group) {
    const [part] = partOf(telling, alerts, context);
    if (part) await say(firedNotice(part.rule, part.site, part.alert, context.now), telling.people, telling.rings, context);
  }
  await context.tellings.mark(group.map(({ alert }) => alert), 'told_at', context.now);
}

async function escalate(telling: Telling, alert: Alert | undefined, context: TellContext): Promise<void> {
  const [part] = partOf(telling, new Map(alert ? [[alert.id, alert]] : []), context);
  const takenOn = alert?.state !== 'firing' || alert.acknowledged !== undefined || alert.loop !== undefined;
  if (part && !takenOn) {
    const minutes = Math.round((context.now - (telling.toldAt ?? context.now)) / 60_000);
    const people = nextToHear(telling.site, context.view.people, context.now);
    const rings = context.outside && mayRing(part.rule, part.site, context.now);
    await say(unacknowledgedNotice(part.rule, part.site, part.alert, minutes, context.now), people, rings, context);
  }
  await context.tellings.mark([telling.alert], 'escalated_at', context.now);
}

async function tellCleared(telling: Telling, alert: Alert | undefined, context: TellContext): Promise<void> {
  if (alert?.state !== 'cleared') return;
  const [part] = partOf(telling, new Map([[alert.id, alert]]), context);
  // A rule that was changed has nothing to say about the shop.
  if (part && alert.clearedWhy !== 'rule-changed') {
    const rings = context.outside && telling.rings && alert.loop === undefined && mayRing(part.rule, part.site, context.now);
    const alsoTold = telling.escalatedAt === null ? [] : nextToHear(telling.site, context.view.people, context.now);
    await say(clearedNotice(part.rule, part.site, alert, context.now), [...new Set([...telling.people, ...alsoTold])], rings, context);
  }
  await context.tellings.mark([telling.alert], 'cleared_told_at', context.now);
}

function partOf({ alert: id, rule: ruleId, site: siteId }: Telling, alerts: ReadonlyMap<string, Alert>, { view }: TellContext) {
  const rule: Rule | undefined = view.rules.find((record) => record.id === ruleId);
  const [alert, site] = [alerts.get(id), view.sites.get(siteId)];
  return rule && alert && site ? [{ rule, alert, site }] : [];
}

async function say(notice: Notice, people: readonly string[], rings: boolean, context: TellContext): Promise<void> {
  await context.delivery.tell(notice, { organization: context.organization, people, bots: rings, outside: rings });
  context.onInbox(people);
}

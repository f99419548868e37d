import { planOf, reads, type RevisionRef } from '@fieldloop/domain/fact';
import { addDays, instantOf } from '@fieldloop/domain/local-time';
import { metricOf } from '@fieldloop/domain/metrics';
import type { Loop } from '@fieldloop/domain/records/loop';
import type { Site } from '@fieldloop/domain/records/site';
import { ApiError } from '../api/api-error.ts';
import type { Effect } from '../api/schemas/insight-effect.ts';
import type { LoopInsight } from '../api/schemas/insight-loop.ts';
import { readEffect } from './effect.ts';
import { readExecution } from './execution.ts';
import { readNames, readRecord, readRecords } from './read-records.ts';
import { visibleSites, type Asker } from './visible-sites.ts';

const shopMetrics = ['entry-rate', 'try-on-rate', 'conversion'];
const liveMetrics = ['view-rate', 'impression-rate', 'click-rate', 'order-rate'];
/** A phone on shift within this is expected to have the revision. */
const expectedWithinMs = 7 * 86_400_000;

/** Everything about a loop that its record does not hold: legs, who has and read the revision, execution and effect. */
export async function readLoop(asker: Asker, id: string): Promise<LoopInsight> {
  const { pool, organization, actor, now } = asker;
  const loop = await readRecord(pool, organization, 'loop', 'desk', id);
  const sites = loop ? await visibleSites(asker, loop.sites) : [];
  if (!loop || (sites.length === 0 && !reads(actor, 'desk', now))) throw new ApiError('not-found', 'There is no such loop at any of your sites.');
  const published = loop.revisions.at(-1);
  const deliveries = published ? await deliveriesOf(asker, published.revision, sites) : [];
  const inForce = loop.inForce.flatMap(({ site, revision, from }) => {
    const place = sites.find((one) => one.id === site);
    return place ? [{ site, siteName: place.name, revision, from }] : [];
  });
  const effects: Effect[] = [];
  for (const entry of inForce) {
    const place = sites.find((one) => one.id === entry.site);
    if (!place || entry.revision !== published?.revision || effects.some(({ site }) => site === entry.site)) continue;
    for (const metric of place.kind === 'live-room' ? liveMetrics : shopMetrics) {
      effects.push(await readEffect(asker, { revision: entry.revision, site: place, metric: metricOf(metric) }));
    }
  }
  const plan = published ? planOf(published.revision) : loop.plan;
  const execution = [];
  for (const place of plan === undefined ? [] : sites) execution.push(...(await readExecution(asker, place, plan ?? '')));
  return {
    loop: loop.id,
    ...(published ? { revision: published.revision } : {}),
    legs: {
      ...(await startOf(asker, loop)),
      openedAt: loop.openedAt,
      ...instants({
        decidedAt: loop.decision?.at,
        publishedAt: published?.publishedAt,
        firstDeliveredAt: least(deliveries.map(({ deliveredAt }) => deliveredAt)),
        firstReadAt: least(deliveries.map(({ readAt }) => readAt)),
        inForceAt: least(inForce.filter(({ revision }) => revision === published?.revision).map(({ from }) => from)),
        effectKnownAt: effectKnownAt(effects, sites),
        closedAt: loop.closed?.at,
      }),
    },
    deliveries, inForce, execution, effects,
  };
}

/** The first alert; without one, the first thing somebody reported. */
async function startOf({ pool, organization }: Asker, loop: Loop): Promise<{ signalAt?: number }> {
  const ids = (kind: 'alert' | 'item') => loop.signals.filter((signal) => signal.kind === kind).map(({ id }) => id);
  const alerts = await readRecords(pool, organization, 'alert', { ids: ids('alert') });
  const fired = least(alerts.map(({ data }) => data.firedAt));
  if (fired !== undefined) return { signalAt: fired };
  const items = await readRecords(pool, organization, 'item', { ids: ids('item') });
  const opened = least(items.map(({ data }) => data.openedAt));
  return opened === undefined ? {} : { signalAt: opened };
}

/** A row for each phone that has the revision, and for each lately on shift that does not. */
async function deliveriesOf(asker: Asker, revision: RevisionRef, sites: readonly Site[]): Promise<LoopInsight['deliveries']> {
  const { pool, organization, now } = asker;
  const scopes = sites.map(({ id }) => `site:${id}` as const);
  const [receipts, shifts, names] = await Promise.all([
    readRecords(pool, organization, 'receipt', { scopes, prefix: `${revision}.` }),
    readRecords(pool, organization, 'shift', { scopes, changedSince: now - expectedWithinMs }),
    readNames(pool, organization),
  ]);
  const rows = new Map<string, LoopInsight['deliveries'][number]>();
  for (const { scope, data } of shifts) {
    const { device, person } = data;
    rows.set(`${scope}/${device}`, { device, person, site: siteOf(scope), ...named(names, person) });
  }
  for (const { scope, data } of receipts) {
    const { device, person, deliveredAt, readAt, knownAt } = data;
    rows.set(`${scope}/${device}`, {
      device, person, site: siteOf(scope), ...named(names, person), ...instants({ deliveredAt, readAt, knownAt }),
    });
  }
  const begun = await firstFacts(asker, [...new Set([...rows.values()].map(({ device }) => device))]);
  const known = [...rows.values()].map((row) => ({ ...row, ...instants({ inUseSince: begun.get(row.device) }) }));
  return known.toSorted((a, b) => (a.readAt ?? Infinity) - (b.readAt ?? Infinity) || (a.device < b.device ? -1 : 1));
}

/** When each of these phones wrote its first fact. */
async function firstFacts({ pool, organization }: Asker, devices: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ device: string; at: number }>(
    `SELECT DISTINCT ON (device) device, corrected_at AS at FROM fact
     WHERE organization_id = $1 AND device = ANY($2) ORDER BY device, seq`,
    [organization, devices],
  );
  return new Map(rows.map(({ device, at }) => [device, at]));
}

/** Closing time of the day on which the first interval lay on the good side of 0. */
function effectKnownAt(effects: readonly Effect[], sites: readonly Site[]): number | undefined {
  return least(
    effects.map(({ site: id, workedFromDay, after }) => {
      const site = sites.find((one) => one.id === id);
      if (!site || workedFromDay === undefined || after.from === undefined) return undefined;
      return instantOf(addDays(after.from, workedFromDay - 1), site.closes, site.timeZone);
    }),
  );
}

function siteOf(scope: string): string {
  return scope.slice('site:'.length);
}

function named(names: ReadonlyMap<string, string>, person: string): { personName?: string } {
  const personName = names.get(person);
  return personName === undefined ? {} : { personName };
}

function least(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Leaves out what is not known. */
function instants<Key extends string>(values: Record<Key, number | undefined>): { [Each in Key]?: number } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [Each in Key]?: number };
}

import { instantOf, localDay } from '@fieldloop/domain/local-time';
import { countersOf, type MetricDefinition } from '@fieldloop/domain/define-metric';
import { metricOf } from '@fieldloop/domain/metrics';
import { openPeriods } from '@fieldloop/domain/opening';
import { inForceAt, type Site } from '@fieldloop/domain/records/site';
import type { Target } from '@fieldloop/domain/records/target';
import type { Tally } from '@fieldloop/domain/tally';
import type { Now, SiteNow } from '../api/schemas/insight-now.ts';
import { isWeekend, readMarkedDays } from './day-types.ts';
import { readFloors, type FloorState } from './floor-state.ts';
import { readNames, readRecords } from './read-records.ts';
import { inCurrency, readTallies } from './read-tallies.ts';
import { sampleFactorOf } from './sample-factor.ts';
import { targetFor } from './targets.ts';
import { tileOf } from './tile.ts';
import { comparisonOf, readUsualDay, usualShare } from './usual-day.ts';
import { visibleSites, type Asker } from './visible-sites.ts';

const shopMetrics = [
  'sales', 'footfall', 'visitors', 'entry-rate', 'try-on-rate', 'conversion', 'receipt-value', 'sales-per-visitor', 'receipts', 'contacts',
].map(metricOf);
const liveMetrics = ['live-sales', 'view-rate', 'impression-rate', 'click-rate', 'order-rate', 'view-to-order', 'viewer-value'].map(metricOf);

/** A chain of fifty shops must not take every connection of the pool for one question. */
const sitesAtOnce = 4;

/** The present of every visible site: who is there, how fresh the numbers are, and the numbers against target and custom. */
export async function readNow(asker: Asker, wanted?: readonly string[]): Promise<Now> {
  const { pool, organization, now } = asker;
  const sites = await visibleSites(asker, wanted);
  const [floors, targets, names] = await Promise.all([
    readFloors(pool, organization, sites.map(({ id }) => id), now),
    readRecords(pool, organization, 'target', { scopes: ['desk'] }),
    readNames(pool, organization),
  ]);
  const shown: SiteNow[] = [];
  for (let first = 0; first < sites.length; first += sitesAtOnce) {
    const some = sites.slice(first, first + sitesAtOnce).flatMap((site) => {
      const floor = floors.get(site.id);
      return floor ? [siteNow(asker, site, floor, targets.map(({ data }) => data), names)] : [];
    });
    shown.push(...(await Promise.all(some)));
  }
  return { asOf: now, sites: shown };
}

async function siteNow(asker: Asker, site: Site, floor: FloorState, targets: readonly Target[], names: ReadonlyMap<string, string>): Promise<SiteNow> {
  const { pool, organization, now } = asker;
  const today = localDay(now, site.timeZone);
  const midnight = instantOf(today, 0, site.timeZone);
  // With a phone missing, what the others counted since would only be a part: rates end where it fell silent.
  const late = floor.silent.length;
  const upTo = late > 0 ? Math.max(floor.watermark.closedUpTo, midnight) : now;
  const metrics: readonly MetricDefinition[] = site.kind === 'live-room' ? liveMetrics : shopMetrics;
  const marked = await readMarkedDays(pool, organization, site.id);
  const [tallies, usual] = await Promise.all([
    readTallies(pool, organization, { sites: [site.id], from: midnight, to: upTo }),
    readUsualDay(pool, organization, { site, marked, upTo: Math.max(upTo, midnight + 1), metrics }),
  ]);
  const sampleFactor = sampleFactorOf(site);
  const freshness = { upTo, lateDevices: late };
  const weekend = isWeekend(today, marked);
  return {
    id: site.id,
    name: site.name,
    kind: site.kind,
    timeZone: site.timeZone,
    currency: site.currency,
    today,
    openNow: openPeriods(site, now, now + 1).length > 0,
    judgedUpTo: floor.watermark.closedUpTo,
    ...optional('inForce', inForceAt(site, now)),
    devices: devicesOf(floor, names),
    tiles: metrics.map((metric) =>
      tileOf({
        metric,
        tallies: inCurrency(metric, tallies.filter((tally) => countersOf(metric).includes(tally.counter)), site.currency),
        target: targetFor(targets, { metric: metric.id, site: site.id, at: now, weekend, unit: metric.unit }),
        freshness, currency: site.currency, sampleFactor, now,
        comparison: comparisonOf(usual, metric, sampleFactor, site.currency),
        usual: usualShare(usual, metric, site.currency),
      }),
    ),
    ...optional('session', site.kind === 'live-room' ? await sessionOf(asker, site, tallies) : undefined),
  };
}

function devicesOf(floor: FloorState, names: ReadonlyMap<string, string>): SiteNow['devices'] {
  return floor.phones.map((phone) => ({
    device: phone.shift.device,
    person: phone.shift.person,
    ...optional('personName', names.get(phone.shift.person)),
    post: phone.shift.post,
    ...optional('lastSeenAt', phone.lastHeardAt),
    ...optional('lastSyncAt', phone.lastHeardAt),
    unsynced: floor.silent.includes(phone) ? ('maybe' as const) : ('no' as const),
  }));
}

async function sessionOf({ pool, organization, now }: Asker, site: Site, tallies: readonly Tally[]): Promise<SiteNow['session']> {
  const found = await readRecords(pool, organization, 'live-session', { scopes: [`site:${site.id}`], changedSince: now - 86_400_000 });
  const sessions = found.map(({ data }) => data).toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
  const session = sessions.find(({ endedAt }) => endedAt === undefined) ?? sessions[0];
  if (!session) return undefined;
  const reserved = tallies.reduce((sum, tally) => sum + (tally.counter === 'reserved' ? tally.n : 0), 0);
  return {
    id: session.id,
    ...optional('startsAt', session.startedAt),
    running: session.startedAt !== undefined && session.endedAt === undefined,
    ...(reserved > 0 ? { reserved } : {}),
  };
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [Each in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { [Each in Key]?: Value };
}

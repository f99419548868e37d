import { localDay, localTime } from '@fieldloop/domain/local-time';
import { metricOf } from '@fieldloop/domain/metrics';
import type { Plan } from '@fieldloop/domain/records/plan';
import type { Site } from '@fieldloop/domain/records/site';
import { bucketMs, type Counter, type Tally } from '@fieldloop/domain/tally';
import type * as z from 'zod';
import { ApiError } from '../api/api-error.ts';
import type { planInput, PlanInsight } from '../api/schemas/insight-plan.ts';
import { readEffect } from './effect.ts';
import { liveFunnel, shopFunnel } from './funnels.ts';
import { readRecord, readRecords } from './read-records.ts';
import { readTallies } from './read-tallies.ts';
import { sampleFactorOf } from './sample-factor.ts';
import { firstStart, stepKey } from './series.ts';
import { share, shopPoint, type FactorOf } from './shop-point.ts';
import { sourcesOf } from './tile.ts';
import { visibleSites, type Asker } from './visible-sites.ts';

const counters: readonly Counter[] = [
  'passedBy', 'entered', 'triedOn', 'receipt', 'unit', 'contact',
  'reached', 'reserved', 'exposure', 'viewer', 'impression', 'click', 'order',
];
/** A plan without an end is shown for its last hundred days. */
const longestMs = 100 * 86_400_000;

/** A plan's shops and live rooms: funnels, series, heat by hour, and its revisions with what each changed. */
export async function readPlan(asker: Asker, input: z.infer<typeof planInput>): Promise<PlanInsight> {
  const { pool, organization, now } = asker;
  const plan = await readRecord(pool, organization, 'plan', 'desk', input.plan);
  const sites = plan ? await visibleSites(asker, plan.sites.value) : [];
  if (!plan || sites.length === 0) throw new ApiError('not-found', 'There is no such plan at any of your sites.');
  const to = input.to ?? Math.min(plan.until?.value ?? now, now) + 1;
  const from = Math.max(input.from ?? plan.from?.value ?? 0, to - longestMs);
  const currency = sites[0]?.currency ?? 'CNY';
  const found = await readTallies(pool, organization, { sites: sites.map(({ id }) => id), from, to, counters, spanMs: hoursOf(sites, from) });
  // Receipts in another currency are receipts; their money is not added to this one's.
  const tallies = found.map((tally) => (tally.currency === '' || tally.currency === currency ? tally : { ...tally, amountMinor: 0 }));
  const factors = new Map(sites.map((site) => [site.id, sampleFactorOf(site)]));
  const factorOf: FactorOf = (site) => factors.get(site) ?? 1;
  const kindOf = new Map(sites.map(({ id, kind }) => [id, kind]));
  const shop = tallies.filter(({ site }) => kindOf.get(site) !== 'live-room');
  const live = tallies.filter(({ site }) => kindOf.get(site) === 'live-room');
  const zone = sites[0]?.timeZone ?? 'UTC';
  return {
    plan: {
      id: plan.id, name: plan.name?.value ?? { zh: plan.id }, status: plan.stage.value, currency,
      ...(plan.owner ? { owner: plan.owner.value } : {}),
    },
    from, to,
    sites: sites.map((site) => {
      const own = tallies.filter((tally) => tally.site === site.id);
      const { id, name, kind, timeZone } = site;
      return { id, name, kind, timeZone, totals: shopPoint(own, from, '', factorOf), sources: sourcesOf(own) };
    }),
    funnel: { shop: shopFunnel(shop, factorOf), live: liveFunnel(live) },
    hours: pointsBy(shop, zone, 'hour', factorOf),
    days: pointsBy(shop, zone, 'day', factorOf),
    heat: heatOf(sites, shop),
    sessions: sessionsOf(sites, live),
    revisions: await revisionsOf(asker, plan, sites),
  };
}

/** An hour where every site's clock differs from UTC by whole hours, else a quarter. */
function hoursOf(sites: readonly Site[], at: number): number {
  return sites.every(({ timeZone }) => localTime(at - (at % hourMs), timeZone).minute === 0) ? hourMs : bucketMs;
}

const hourMs = 3_600_000;

function pointsBy(tallies: readonly Tally[], zone: string, step: 'hour' | 'day', factorOf: FactorOf) {
  return [...Map.groupBy(tallies, ({ start }) => stepKey(start, zone, step))].map(([key, within]) =>
    shopPoint(within, firstStart(within), key, factorOf),
  );
}

function heatOf(sites: readonly Site[], shop: readonly Tally[]): PlanInsight['heat'] {
  return sites.flatMap((site) => {
    const own = shop.filter((tally) => tally.site === site.id);
    const hours = Map.groupBy(own, ({ start }) => localTime(start, site.timeZone).hour);
    return [...hours].toSorted(([a], [b]) => a - b).map(([hour, within]) => {
      const entered = sum(within, 'entered');
      return { site: site.id, hour, entryRate: share(entered, entered + sum(within, 'passedBy')) };
    });
  });
}

function sessionsOf(sites: readonly Site[], live: readonly Tally[]): PlanInsight['sessions'] {
  return sites.flatMap((site) => {
    const days = Map.groupBy(live.filter((tally) => tally.site === site.id), ({ start }) => localDay(start, site.timeZone));
    return [...days].map(([day, within]) => ({
      day, site: site.id, funnel: liveFunnel(within),
      amountMinor: within.reduce((total, tally) => total + (tally.counter === 'order' ? tally.amountMinor : 0), 0),
    }));
  });
}

async function revisionsOf(asker: Asker, plan: Plan, sites: readonly Site[]): Promise<PlanInsight['revisions']> {
  const found = await readRecords(asker.pool, asker.organization, 'revision', { scopes: ['desk'], ids: plan.revisions.map(({ revision }) => revision) });
  const sitesOf = new Map(found.map(({ data }) => [data.id, data.sites]));
  const listed: PlanInsight['revisions'] = [];
  for (const { revision, title, publishedAt } of plan.revisions) {
    for (const site of sites.filter(({ id }) => sitesOf.get(revision)?.includes(id))) {
      const since = site.inForce.find((entry) => entry.revision === revision)?.from;
      const metric = metricOf(site.kind === 'live-room' ? 'view-rate' : 'entry-rate');
      const follows = since !== undefined && site.inForce.some((entry) => entry.from < since);
      const effect = follows ? await readEffect(asker, { revision, site, metric }) : undefined;
      listed.push({
        revision, title, publishedAt, site: site.id,
        ...(since === undefined ? {} : { inForceAt: since }),
        ...(effect ? { effect } : {}),
      });
    }
  }
  return listed;
}

function sum(tallies: readonly Tally[], counter: Counter): number {
  return tallies.reduce((total, tally) => total + (tally.counter === counter ? tally.n : 0), 0);
}

import { beforeAfter } from '@fieldloop/domain/before-after';
import { countersOf, type MetricDefinition } from '@fieldloop/domain/define-metric';
import type { RevisionRef } from '@fieldloop/domain/fact';
import { metrics } from '@fieldloop/domain/metrics';
import type { Site } from '@fieldloop/domain/records/site';
import type { Tally } from '@fieldloop/domain/tally';
import { ApiError } from '../api/api-error.ts';
import type { Effect } from '../api/schemas/insight-effect.ts';
import { readMarkedDays, strata } from './day-types.ts';
import { readFloors } from './floor-state.ts';
import { readTallies } from './read-tallies.ts';
import { visibleSites, type Asker } from './visible-sites.ts';

export interface EffectQuestion {
  readonly revision: RevisionRef;
  readonly site: Site;
  readonly metric: MetricDefinition;
  readonly by?: 'inForce' | 'inHand' | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Two months are enough of a before; older ones were other seasons. */
const beforeMs = 56 * 86_400_000;

/** What a revision changed at a site, and what happened meanwhile where it was not in force. */
export async function readEffect(asker: Asker, question: EffectQuestion): Promise<Effect> {
  const { revision, site, metric, by = 'inForce' } = question;
  const start = site.inForce.find((entry) => entry.revision === revision)?.from;
  const from = question.from ?? (start === undefined ? 0 : start - beforeMs);
  const to = Math.min(question.to ?? Infinity, await closedUpTo(asker, site.id));
  const [tallies, marked] = await Promise.all([
    readTallies(asker.pool, asker.organization, { sites: [site.id], from, to, counters: countersOf(metric), keep: ['inForce', 'inHand'] }),
    readMarkedDays(asker.pool, asker.organization, site.id),
  ]);
  const compared = beforeAfter({ metric, revision, by, tallies, timeZone: site.timeZone, dayTypes: strata(marked) });
  const until = compared.after.to === undefined ? undefined : to;
  const controls = start === undefined || until === undefined ? [] : await controlsOf(asker, { ...question, start, from, until });
  return { ...compared, site: site.id, controls, sentence: { key: compared.sentence.key, params: { ...compared.sentence.params } } };
}

/** The metric of a request. @throws ApiError for one that is not a share, whose before and after cannot be compared. */
export function shareMetric(id: string): MetricDefinition {
  const metric = metrics.get(id);
  if (metric === undefined) throw new ApiError('invalid-input', `There is no metric ${id}; the catalogue lists them.`);
  if (metric.formulas[0].inference !== 'proportion') {
    throw new ApiError('invalid-input', `The metric ${id} is not a share; compare shares such as entry-rate or conversion.`);
  }
  return metric;
}

/** End of the last closed quarter of a site. */
export async function closedUpTo({ pool, organization, now }: Asker, site: string): Promise<number> {
  const floors = await readFloors(pool, organization, [site], now);
  return floors.get(site)?.watermark.closedUpTo ?? now;
}

interface ControlQuestion extends EffectQuestion {
  readonly start: number;
  readonly from: number;
  readonly until: number;
}

/** Sites of the same kind that never had the revision, over the same days. */
async function controlsOf(asker: Asker, { revision, site, metric, start, from, until }: ControlQuestion): Promise<Effect['controls']> {
  const others = (await visibleSites(asker)).filter(
    (other) => other.id !== site.id && other.kind === site.kind && !other.inForce.some((entry) => entry.revision === revision),
  );
  const controls: Effect['controls'] = [];
  for (const other of others) {
    const tallies = await readTallies(asker.pool, asker.organization, {
      sites: [other.id], from, to: Math.min(until, await closedUpTo(asker, other.id)), counters: countersOf(metric),
    });
    const marked = await readMarkedDays(asker.pool, asker.organization, other.id);
    const asIf = tallies.map((tally): Tally => ({ ...tally, inForce: tally.start >= start ? revision : '' }));
    const { before, after, difference } = beforeAfter({ metric, revision, tallies: asIf, timeZone: other.timeZone, dayTypes: strata(marked) });
    if (before.n > 0 && after.n > 0) controls.push({ site: other.id, name: other.name, before, after, ...(difference ? { difference } : {}) });
  }
  return controls;
}

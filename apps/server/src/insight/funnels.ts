import type { Counter, Tally } from '@fieldloop/domain/tally';
import type * as z from 'zod';
import type { funnelStep } from '../api/schemas/insight-plan.ts';
import { plainShare, share, type FactorOf } from './shop-point.ts';

type FunnelStep = z.infer<typeof funnelStep>;

const shopSteps: readonly (readonly [string, readonly Counter[]])[] = [
  ['footfall', ['passedBy', 'entered']], ['entered', ['entered']], ['triedOn', ['triedOn']], ['receipt', ['receipt']],
];
const liveSteps: readonly (readonly [string, readonly Counter[]])[] = [
  ['reached', ['reached']], ['reserved', ['reserved']], ['exposure', ['exposure']], ['viewer', ['viewer']],
  ['impression', ['impression']], ['click', ['click']], ['order', ['order']],
];

/** Past → in → tried on → bought. */
export function shopFunnel(tallies: readonly Tally[], factorOf: FactorOf): FunnelStep[] {
  return funnel(shopSteps, tallies, factorOf);
}

/** Reached → reserved → exposed → watching → product seen → clicked → ordered; steps that no platform gave are left out. */
export function liveFunnel(tallies: readonly Tally[]): FunnelStep[] {
  return funnel(liveSteps.filter(([, counters]) => tallies.some(({ counter }) => counters.includes(counter))), tallies, () => 1);
}

function funnel(steps: readonly (readonly [string, readonly Counter[]])[], tallies: readonly Tally[], factorOf: FactorOf): FunnelStep[] {
  const sampled = tallies.some(({ method }) => method === 'sample');
  const sums = steps.map(([step, counters]) => ({
    step,
    n: tallies.reduce(
      (sum, tally) => sum + (counters.includes(tally.counter) ? tally.n * (tally.method === 'sample' ? factorOf(tally.site) : 1) : 0),
      0,
    ),
  }));
  return sums.map(({ step, n }, index) => {
    const previous = sums[index - 1];
    // The platform shows a session to many more than were invited: that is a beginning, not a share of those before.
    if (!previous || step === 'exposure') return { step, n };
    return { step, n, ofPrevious: sampled ? plainShare(n, previous.n) : share(n, previous.n) };
  });
}

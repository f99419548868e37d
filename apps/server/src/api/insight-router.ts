import { ApiError } from './api-error.ts';
import { effect, effectInput } from './schemas/insight-effect.ts';
import { loopInput, loopOutput } from './schemas/insight-loop.ts';
import { nowInput, nowOutput } from './schemas/insight-now.ts';
import { planInput, planOutput, seriesInput, seriesOutput, totalsInput, totalsOutput } from './schemas/insight-plan.ts';
import { router, signedIn } from './trpc.ts';

/** Questions about numbers, answered from tally buckets. Everyone sees the sites they belong to. */
export const insightRouter = router({
  now: signedIn.input(nowInput).output(nowOutput).query(() => unavailable()),
  plan: signedIn.input(planInput).output(planOutput).query(() => unavailable()),
  series: signedIn.input(seriesInput).output(seriesOutput).query(() => unavailable()),
  totals: signedIn.input(totalsInput).output(totalsOutput).query(() => unavailable()),
  loop: signedIn.input(loopInput).output(loopOutput).query(() => unavailable()),
  effect: signedIn.input(effectInput).output(effect).query(() => unavailable()),
});

function unavailable(): never {
  throw new ApiError('unavailable', 'Not answered yet; try again later.');
}

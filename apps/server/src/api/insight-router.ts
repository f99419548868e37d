import type { RevisionRef } from '@fieldloop/domain/fact';
import { readEffect, shareMetric } from '../insight/effect.ts';
import { readLoop } from '../insight/loop.ts';
import { readNow } from '../insight/now.ts';
import { readPlan } from '../insight/plan.ts';
import { readSeries } from '../insight/series.ts';
import { readTotals } from '../insight/totals.ts';
import { visibleSite, type Asker } from '../insight/visible-sites.ts';
import type { SignedInContext } from './context.ts';
import { effect, effectInput } from './schemas/insight-effect.ts';
import { loopInput, loopOutput } from './schemas/insight-loop.ts';
import { nowInput, nowOutput } from './schemas/insight-now.ts';
import { planInput, planOutput, seriesInput, seriesOutput, totalsInput, totalsOutput } from './schemas/insight-plan.ts';
import { router, signedIn } from './trpc.ts';

/** Questions about numbers, answered from tally buckets. Everyone sees the sites they belong to. */
export const insightRouter = router({
  now: signedIn.input(nowInput).output(nowOutput).query(({ ctx, input }) => readNow(askerOf(ctx), input?.sites)),
  plan: signedIn.input(planInput).output(planOutput).query(({ ctx, input }) => readPlan(askerOf(ctx), input)),
  series: signedIn.input(seriesInput).output(seriesOutput).query(({ ctx, input }) => readSeries(askerOf(ctx), input)),
  totals: signedIn.input(totalsInput).output(totalsOutput).query(({ ctx, input }) => readTotals(askerOf(ctx), input)),
  loop: signedIn.input(loopInput).output(loopOutput).query(({ ctx, input }) => readLoop(askerOf(ctx), input.loop)),
  effect: signedIn.input(effectInput).output(effect).query(async ({ ctx, input }) => {
    const asker = askerOf(ctx);
    const site = await visibleSite(asker, input.site);
    return readEffect(asker, { ...input, revision: input.revision as RevisionRef, site, metric: shareMetric(input.metric) });
  }),
});

/** Who asks, at the server's present. */
export function askerOf({ db, organization, actor, clock }: SignedInContext): Asker {
  return { pool: db.pool, organization: organization.id, actor, now: clock.now() };
}

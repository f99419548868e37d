import { previewOnPast } from '../alerts/preview-rule.ts';
import { askerOf } from './insight-router.ts';
import { previewInput, previewOutput } from './schemas/alerts.ts';
import { desk, router } from './trpc.ts';

/** Questions about rules. Rules themselves are facts, alerts are records. */
export const alertsRouter = router({
  preview: desk().input(previewInput).output(previewOutput).query(({ ctx, input }) => previewOnPast(askerOf(ctx), input)),
});

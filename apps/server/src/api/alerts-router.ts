import * as z from 'zod';
import { previewOnPast } from '../alerts/preview-rule.ts';
import { shownStates } from '../alerts/shown-states.ts';
import { askerOf } from './insight-router.ts';
import { previewInput, previewOutput, statesOutput } from './schemas/alerts.ts';
import { desk, router } from './trpc.ts';

/** Questions about rules. Rules themselves are facts, alerts are records. */
export const alertsRouter = router({
  states: desk().input(z.void()).output(statesOutput).query(({ ctx }) => shownStates(askerOf(ctx))),
  preview: desk().input(previewInput).output(previewOutput).query(({ ctx, input }) => previewOnPast(askerOf(ctx), input)),
});

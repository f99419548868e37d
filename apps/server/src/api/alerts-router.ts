import { ApiError } from './api-error.ts';
import { previewInput, previewOutput } from './schemas/alerts.ts';
import { desk, router } from './trpc.ts';

/** Questions about rules. Rules themselves are facts, alerts are records. */
export const alertsRouter = router({
  preview: desk().input(previewInput).output(previewOutput).query(() => unavailable()),
});

function unavailable(): never {
  throw new ApiError('unavailable', 'Not answered yet; try again later.');
}

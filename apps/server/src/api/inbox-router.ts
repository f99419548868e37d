import { ApiError } from './api-error.ts';
import { inboxListInput, inboxListOutput, inboxReadInput, inboxReadOutput } from './schemas/inbox.ts';
import { router, signedIn } from './trpc.ts';

/** What the product told this person. Always on; every other channel only points here. */
export const inboxRouter = router({
  list: signedIn.input(inboxListInput).output(inboxListOutput).query(() => unavailable()),
  read: signedIn.input(inboxReadInput).output(inboxReadOutput).mutation(() => unavailable()),
});

function unavailable(): never {
  throw new ApiError('unavailable', 'Not answered yet; try again later.');
}

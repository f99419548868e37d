import * as z from 'zod';
import { ApiError } from './api-error.ts';
import { pushKeyOutput, pushSubscribeInput, pushSubscribeOutput, pushUnsubscribeInput } from './schemas/channels.ts';
import { router, signedIn } from './trpc.ts';

/** Web push of the browser that asks. */
export const pushRouter = router({
  publicKey: signedIn.input(z.void()).output(pushKeyOutput).query(() => unavailable()),
  subscribe: signedIn.input(pushSubscribeInput).output(pushSubscribeOutput).mutation(() => unavailable()),
  unsubscribe: signedIn.input(pushUnsubscribeInput).output(pushSubscribeOutput).mutation(() => unavailable()),
});

function unavailable(): never {
  throw new ApiError('unavailable', 'Not answered yet; try again later.');
}

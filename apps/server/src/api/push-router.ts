import * as z from 'zod';
import { ApiError } from './api-error.ts';
import { pushKeyOutput, pushSubscribeInput, pushSubscribeOutput, pushUnsubscribeInput } from './schemas/channels.ts';
import { router, signedIn } from './trpc.ts';

/** Web push of the browser that asks. */
export const pushRouter = router({
  publicKey: signedIn
    .input(z.void())
    .output(pushKeyOutput)
    .query(({ ctx: { delivery } }) =>
      'key' in delivery.push ? { enabled: true, key: delivery.push.key } : { enabled: false, reason: delivery.push.off },
    ),

  subscribe: signedIn
    .input(pushSubscribeInput)
    .output(pushSubscribeOutput)
    .mutation(async ({ ctx, input: { endpoint, keys, locale } }) => {
      if ('off' in ctx.delivery.push) throw new ApiError('unavailable', 'Web push is off on this server; the inbox has everything.');
      if (!ctx.delivery.acceptsEndpoint(endpoint)) {
        throw new ApiError('invalid-input', 'This server sends only to the push services of known browsers; use another browser.');
      }
      await ctx.delivery.subscriptions.save(ctx.organization.id, ctx.identity.person.id, { endpoint, ...keys, locale }, ctx.clock.now());
      return { subscribed: true };
    }),

  unsubscribe: signedIn
    .input(pushUnsubscribeInput)
    .output(pushSubscribeOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.delivery.subscriptions.remove(ctx.organization.id, ctx.identity.person.id, input.endpoint);
      return { subscribed: false };
    }),
});

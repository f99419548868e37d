import { localDay } from '@fieldloop/domain/local-time';
import * as z from 'zod';
import { showChannel, webPushChannel } from '../delivery/channels.ts';
import { wecomKey } from '../delivery/wecom.ts';
import { audit, type AuditedAct } from '../people/audit.ts';
import { ApiError } from './api-error.ts';
import type { SignedInContext } from './context.ts';
import {
  channel, channelIdInput, channelRemoveOutput, channelSaveInput, channelsOutput, channelTestOutput,
} from './schemas/channels.ts';
import { desk, router } from './trpc.ts';

const keeper = desk('admin', 'planner');

/** Ways out of the house, with their health. Secrets go in and never come back. */
export const channelsRouter = router({
  list: keeper
    .input(z.void())
    .output(channelsOutput)
    .query(async ({ ctx }) => ({ channels: await ctx.delivery.show(ctx.organization.id) })),

  save: keeper
    .input(channelSaveInput)
    .output(channel)
    .mutation(async ({ ctx, input: { secret, ...draft } }) => {
      const key = secret === undefined ? undefined : wecomKey(secret);
      if (secret !== undefined && key === undefined) {
        throw new ApiError('invalid-input', 'Paste the bot’s webhook address, or the key at its end.');
      }
      if (draft.id === undefined && key === undefined) {
        throw new ApiError('invalid-input', 'A new bot needs its webhook address.');
      }
      const saved = await ctx.delivery.channels.save(ctx.organization.id, { ...draft, secret: key });
      if (!saved) throw notFound();
      await note(ctx, 'channel-saved', saved.id, { name: saved.name, enabled: saved.enabled, newSecret: key !== undefined });
      return showChannel(saved, 0, undefined);
    }),

  remove: keeper
    .input(channelIdInput)
    .output(channelRemoveOutput)
    .mutation(async ({ ctx, input }) => {
      if (!(await ctx.delivery.channels.remove(ctx.organization.id, input.id))) throw notFound();
      await note(ctx, 'channel-removed', input.id, {});
      return { removed: true };
    }),

  test: keeper
    .input(channelIdInput)
    .output(channelTestOutput)
    .mutation(async ({ ctx, input }) => {
      const found = await ctx.delivery.channels.find(ctx.organization.id, input.id);
      if (!found && input.id !== webPushChannel) throw notFound();
      const at = ctx.clock.now();
      return ctx.delivery.test(ctx.organization.id, input.id, ctx.identity.person.id, {
        id: `test:${at}`, kind: 'test', severity: 'info', params: { channel: found?.name ?? 'Web Push' }, navigate: '/desk/now', at,
        day: localDay(at, 'UTC'), topic: `test:${input.id}`,
      });
    }),
});

/** Who changed a way out of the house; never its secret. */
async function note(ctx: SignedInContext, action: 'channel-saved' | 'channel-removed', target: string, detail: AuditedAct['detail']): Promise<void> {
  const { db, organization, identity, clock } = ctx;
  await audit(db.orm, { organization: organization.id, at: clock.now(), person: identity.person.id, action, target, detail: detail ?? {} });
}

function notFound(): ApiError {
  return new ApiError('not-found', 'There is no such channel; reload the list.');
}

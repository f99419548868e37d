import * as z from 'zod';
import { ApiError } from './api-error.ts';
import {
  channel, channelIdInput, channelRemoveOutput, channelSaveInput, channelsOutput, channelTestOutput,
} from './schemas/channels.ts';
import { desk, router } from './trpc.ts';

/** Ways out of the house, with their health. Secrets go in and never come back. */
export const channelsRouter = router({
  list: desk('admin', 'planner').input(z.void()).output(channelsOutput).query(() => unavailable()),
  save: desk('admin', 'planner').input(channelSaveInput).output(channel).mutation(() => unavailable()),
  remove: desk('admin', 'planner').input(channelIdInput).output(channelRemoveOutput).mutation(() => unavailable()),
  test: desk('admin', 'planner').input(channelIdInput).output(channelTestOutput).mutation(() => unavailable()),
});

function unavailable(): never {
  throw new ApiError('unavailable', 'Not answered yet; try again later.');
}

import { SyncError } from '@fieldloop/sync/protocol/sync-error';

/**
 * The part of the app that talks to the server. A phone that was installed has it in its cache; any other one needs the
 * network for it first. @throws SyncError `unreachable`
 */
export async function loadOnline() {
  try {
    return await import('./online.ts');
  } catch (error) {
    throw new SyncError('unreachable', 'this part of the app could not be loaded', { cause: error });
  }
}

import type { Phase, SyncStatus } from '@fieldloop/sync/client';
import type { Reason } from '@fieldloop/sync/protocol';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { countAttention } from '../entries.ts';
import { toServerTime } from '../server-clock.ts';
import { useLive, useSession } from './use-live.ts';
import { useIdentity } from './use-records.ts';

export interface ShownSyncStatus {
  readonly phase: Phase;
  /** Facts on this phone that the server does not have yet. */
  readonly waiting: number;
  /** Of them, those that the phone has no room for: they are in memory alone. */
  readonly unsaved: number;
  /** Photos on this phone that the server does not have yet. */
  readonly photosWaiting: number;
  /** Server time of the last pull that reached the end. */
  readonly lastSyncAt: number | undefined;
  /** Entries a person must look at. */
  readonly attention: number;
  readonly online: boolean;
  /** The sign-in has ended; everything waits until somebody signs in again. */
  readonly signedOut: boolean;
  /** It has ended for reading; what is written still goes out. */
  readonly sendsOnly: boolean;
  /** Why it waits or is paused. */
  readonly reason: Reason | undefined;
}

/** What is true of this phone and the server right now. Updates by itself, whichever tab does the work. */
export function useSyncStatus(): ShownSyncStatus {
  const session = useSession();
  const signedOut = useIdentity()?.signedOut ?? false;
  const [status, setStatus] = useState<SyncStatus>();
  useEffect(() => {
    setStatus(session?.engine.status());
    return session?.engine.subscribe(setStatus);
  }, [session]);
  const online = useSyncExternalStore(onNetworkChange, () => navigator.onLine);
  const counts = useLive('sync counts', async (from) => ({
    unsaved: from.held.all().length,
    waiting: (await from.outbox.countPending()) + from.held.all().length,
    attention: await countAttention(from),
    photosWaiting: await from.photoDatabase.photos.where('state').equals('waiting').count(),
  }));
  return {
    phase: status?.phase ?? 'off',
    lastSyncAt: status?.lastSyncAt === undefined ? undefined : toServerTime(status.lastSyncAt),
    reason: status?.reason,
    unsaved: counts.value?.unsaved ?? 0,
    waiting: counts.value?.waiting ?? status?.pending ?? 0,
    attention: counts.value?.attention ?? 0,
    photosWaiting: counts.value?.photosWaiting ?? 0,
    online,
    signedOut,
    sendsOnly: signedOut && (status?.sendsOnly ?? false),
  };
}

function onNetworkChange(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

import { SyncError } from '../protocol/sync-error.ts';
import { uuidV7 } from '../protocol/uuid.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { PushRequest } from '../protocol/push.ts';
import type { EngineOptions } from './engine-api.ts';
import type { OutboxIdentity } from './ports.ts';

/**
 * The server lacks facts that it has acknowledged: they are sent again from `expect` on. Where the journal no longer
 * holds all of them the server is told how many are gone, and what is held goes out as a new device.
 */
export async function refill(options: EngineOptions, identity: OutboxIdentity, expect: number): Promise<void> {
  const { ports, report } = options;
  if (await ports.outbox.requeueFrom(identity.device, expect)) {
    report?.({ reason: 'server-behind', detail: `facts from ${expect} are sent again` });
    return;
  }
  await tellHole(options, identity, expect);
  await sendJournal(options, identity);
}

/**
 * Notes the ledger's epoch. Another one than before means that the ledger was restored from a backup: whatever it had
 * may be gone from it, under any device id this outbox ever had, so the whole journal is sent again as a new device;
 * ids tell what is there. Returns whether that is so, or another tab knows better: then what was answered is not of this
 * history any more. The epoch is noted last: a crash in between begins again.
 */
export async function enterEpoch(options: EngineOptions, identity: OutboxIdentity, epoch: string): Promise<boolean> {
  if (identity.epoch === epoch) return false;
  const { ports, report } = options;
  const restored = identity.epoch !== undefined;
  if (restored) {
    report?.({ reason: 'new-epoch', detail: `the ledger is now ${epoch}: the journal is sent again` });
    if (identity.lastSeq > 0) await tellHole(options, identity, (await lastSeqThere(options, identity)) + 1);
    await sendJournal(options, identity);
  }
  const entered = await ports.outbox.setEpoch(epoch, identity.epoch);
  return restored || !entered;
}

async function sendJournal({ ports }: EngineOptions, { device }: OutboxIdentity): Promise<void> {
  await ports.outbox.remint(device, uuidV7(ports.clock.now(), ports.random.bytes(10)), true);
}

/** What neither side has any more is said on both. Told again after a crash: the server knows it by device and seq. */
async function tellHole(options: EngineOptions, identity: OutboxIdentity, from: number): Promise<void> {
  const count = await options.ports.outbox.missing(identity.device, from);
  if (count === 0) return;
  options.report?.({ reason: 'hole-in-journal', detail: `${count} facts from ${from} on are no longer on this device` });
  await options.ports.network.push({ ...emptyPush(options, identity), lost: { from, count } });
}

/** The last fact of this device that the restored ledger has. */
async function lastSeqThere(options: EngineOptions, identity: OutboxIdentity): Promise<number> {
  try {
    return (await options.ports.network.push(emptyPush(options, identity))).lastSeq;
  } catch (error) {
    // In that ledger the device is somebody else's: nothing of ours is under it.
    if (error instanceof SyncError && error.reason === 'cloned') return identity.lastSeq;
    throw error;
  }
}

function emptyPush({ app, ports: { clock } }: EngineOptions, { device }: OutboxIdentity): PushRequest {
  return { protocol: PROTOCOL_VERSION, device, app, clientNow: clock.now(), firstSeq: 1, facts: [] };
}

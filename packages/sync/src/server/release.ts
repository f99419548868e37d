import type { Outcome } from '../protocol/push.ts';
import type { FactReason } from '../protocol/reasons.ts';
import { Batch } from './batch.ts';
import { judge } from './judge.ts';
import type { Caller, LedgerDomain, Release } from './ledger-api.ts';
import type { LedgerPorts, LedgerSave, LedgerWrite, QuarantinedFact, SettledQuarantine } from './ports.ts';
import { saveOf } from './push.ts';
import { isReadable, readFact } from './read-fact.ts';
import { settleBatch } from './settle-batch.ts';

/** Reasons that an update of the server may take away. */
export const mendable: readonly FactReason[] = ['unknown-fact', 'newer-version', 'parked', 'fold-failed'];

export interface Released {
  readonly outcome: Outcome | undefined;
  readonly save: LedgerSave | undefined;
}

/** Judges a quarantined fact anew and, where nothing speaks against it any more, puts it into the ledger at its seq. */
export async function releaseFact(
  domain: LedgerDomain,
  ports: LedgerPorts,
  transaction: LedgerWrite,
  caller: Caller,
  release: Release,
): Promise<Released> {
  const now = ports.now();
  const held = await transaction.quarantined(release.device, release.seq);
  if (!held) return { outcome: undefined, save: undefined };
  const device = await transaction.lockDevice(held.device, held.author, now);
  const refuse = (reason: FactReason): Released => ({ outcome: { seq: held.seq, state: 'quarantined', reason }, save: undefined });
  const read = readFact(domain.facts, held.seq, receivedOf(domain, held, release));
  const verdict = isReadable(read) ? judge(caller, held.device, read, { receivedAt: held.receivedAt }, ports) : read;
  if ('reason' in verdict) return refuse(verdict.reason);
  const { carrier } = release;
  const carried = carrier && judge({ ...caller, actor: { ...caller.actor, memberships: carrier.memberships } }, held.device, verdict, { receivedAt: held.receivedAt }, ports);
  if (carried && 'reason' in carried) return refuse(carried.reason);
  const judged = { ...verdict, ownOnly: verdict.ownOnly || carried?.ownOnly };

  const batch = new Batch(domain, now);
  batch.hold(await transaction.lockScopes(batch.scopesOf([verdict])));
  const known = (await transaction.known([verdict.written.id], held.device, 0, 0)).filter(({ state }) => state !== 'quarantined');
  const settled = await settleBatch(domain, ports, transaction, batch, known.length > 0 ? [] : [judged]);
  const [refused] = settled.refused;
  if (refused) return refuse(refused.reason);
  const left: SettledQuarantine = { device: held.device, seq: held.seq, settled: 'released', by: release.by, at: now, note: release.note };
  const save = { ...saveOf(batch, settled, [], caller, now, device), settledQuarantine: [left], act: release.act };
  await transaction.save(save);
  const fact = settled.facts.find((each) => each.fact.id === verdict.written.id);
  const [other] = known;
  const outcome: Outcome = fact
    ? { seq: held.seq, id: fact.fact.id, state: fact.state, version: fact.version, ...(fact.reason === undefined ? {} : { reason: fact.reason }) }
    : { seq: held.seq, id: verdict.written.id, state: 'duplicate', ...(other?.version === undefined ? {} : { version: other.version }) };
  return { outcome, save };
}

/** Marks a quarantined fact as left out for good. */
export async function dismissFact(ports: LedgerPorts, transaction: LedgerWrite, { device, seq, by, note, act }: Omit<Release, 'payload'>): Promise<boolean> {
  const held = await transaction.quarantined(device, seq);
  if (!held) return false;
  const at = ports.now();
  await transaction.save({
    facts: [], updates: [], quarantine: [], records: [], tallies: [], tallyVersions: new Map(), scopes: [],
    settledQuarantine: [{ device, seq, settled: 'dismissed', by, at, note }], act,
    device: await transaction.lockDevice(device, held.author, at),
  });
  return true;
}

/** Folds facts that waited for records which came while no server could read the facts. */
export async function settleWaiting(
  domain: LedgerDomain, ports: LedgerPorts, transaction: LedgerWrite, caller: Caller, arrived: readonly string[],
): Promise<LedgerSave> {
  const now = ports.now();
  const { device, person } = caller.actor;
  const row = await transaction.lockDevice(device, person, now);
  const batch = new Batch(domain, now);
  batch.arrived.push(...arrived);
  const save = saveOf(batch, await settleBatch(domain, ports, transaction, batch, []), [], caller, now, row);
  await transaction.save(save);
  return save;
}

/** What was received, with the mended payload in its place. What cannot be parsed is read, and refused, as text. */
function receivedOf(domain: LedgerDomain, { received }: QuarantinedFact, release: Release): unknown {
  let value: unknown;
  try {
    value = JSON.parse(received);
  } catch {
    return received;
  }
  if (!('payload' in release) || typeof value !== 'object' || value === null) return value;
  const version = 'name' in value && typeof value.name === 'string' ? domain.facts.get(value.name)?.version : undefined;
  return { ...value, payload: release.payload, ...(version === undefined ? {} : { version }) };
}

import { setTimeout } from 'node:timers/promises';
import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import type { RevisionRef, ScopeKey } from '@fieldloop/domain/fact';
import { records } from '@fieldloop/domain/records';
import type { Alert } from '@fieldloop/domain/records/alert';
import type { Receipt } from '@fieldloop/domain/records/receipt';
import type { Revision } from '@fieldloop/domain/records/revision';
import { inForceAt, type Site } from '@fieldloop/domain/records/site';
import type { Network, SyncEngine } from '@fieldloop/sync/client';
import { createSyncEngine } from '@fieldloop/sync/engine';
import { MemoryCacheStore } from '@fieldloop/sync/memory-cache-store';
import { MemoryOutboxStore } from '@fieldloop/sync/memory-outbox-store';
import { cast } from '../story/cast.ts';
import type { CastId } from '../story/cast.ts';
import { chanceOf } from '../story/random.ts';
import type { OnScreen, ScriptedFact } from '../story/script.ts';

/** How often a phone tries again before the demo gives up. */
const patience = 6;

/** One person's phone (or desk): the real sync client over stores in memory. Its clock stands where the story puts it. */
export interface SimulatedPhone extends OnScreen {
  readonly who: CastId;
  /** Facts that the server has not answered for. */
  readonly waiting: boolean;
  /** Does what the script says, at the time it says. Nothing leaves the phone. */
  act(fact: ScriptedFact): Promise<void>;
  /** Sends everything and reads everything. Rejects when the server would not take it. */
  sync(now: number): Promise<void>;
}

export async function simulatedPhone(who: CastId, network: Network, now: number): Promise<SimulatedPhone> {
  const site = siteOfMember(who);
  const [outbox, cache] = [new MemoryOutboxStore(), new MemoryCacheStore()];
  const chance = chanceOf(`phone ${who}`);
  let clock = now;
  let waiting = false;
  let shown = await read();
  const engine: SyncEngine = createSyncEngine(
    { facts: deskFacts, records },
    {
      app: 'demo',
      lockName: who,
      tallies: false,
      ports: {
        outbox, cache, network,
        clock: { now: () => clock, monotonic: () => clock - now },
        random: { fraction: chance, bytes: (length) => Uint8Array.from({ length }, () => Math.floor(chance() * 256)) },
        locks: { exclusive: (_name, run) => run() },
        // Nothing happens by itself: the story says when a phone syncs.
        timers: { after: () => () => {} },
      },
    },
  );
  const { device } = await outbox.identity(() => crypto.randomUUID());

  async function read() {
    const { scopes } = await cache.state();
    const records = (await Promise.all([...scopes.keys()].map((scope) => cache.read({ scope })))).flatMap((reading) => reading.records);
    const of = <Data>(kind: string) => records.filter((record) => record.kind === kind).map(({ data }) => data as Data);
    return {
      cursors: new Map([...scopes].map(([scope, { cursor }]) => [scope, cursor])),
      revisions: records.filter(({ kind, scope }) => kind === 'revision' && scope === `site:${site}`).map(({ data }) => data as Revision),
      site: of<Site>('site').find(({ id }) => id === site),
      receipts: of<Receipt>('receipt'),
      alerts: of<Alert>('alert'),
    };
  }

  async function write(name: ScriptedFact['name'], scope: ScopeKey, payload: unknown): Promise<void> {
    const definition = deskFacts.get(name);
    if (!definition) throw new RangeError(`no fact is named ${name}`);
    const here = scope === `site:${site}`;
    await engine.write({
      name, version: definition.version, scope, payload,
      subjects: definition.subjects?.(payload) ?? [],
      seen: shown.cursors.get(scope),
      ...(here ? { inForce: shown.site && inForceAt(shown.site, clock), inHand: inHand(shown.revisions, clock) } : {}),
    });
    waiting = true;
  }

  const phone: SimulatedPhone = {
    who,
    device,
    get waiting() {
      return waiting;
    },
    firingAlert(where, rule) {
      const ringing = shown.alerts.filter((alert) => alert.site === where && alert.rule === rule && alert.state === 'firing');
      return ringing.toSorted((one, two) => two.firedAt - one.firedAt)[0]?.id;
    },
    async act(fact) {
      clock = Math.max(clock, fact.at);
      const payload = typeof fact.payload === 'function' ? fact.payload(phone) : fact.payload;
      if (payload !== undefined) await write(fact.name, fact.scope, payload);
    },
    async sync(at) {
      clock = Math.max(clock, at);
      await exchange();
      // A revision that has arrived is acknowledged by the phone itself, before anybody reads it.
      const newest = shown.revisions.toSorted((one, two) => two.publishedAt - one.publishedAt)[0]?.id;
      const told = shown.receipts.some((receipt) => receipt.revision === newest && receipt.device === device);
      if (newest === undefined || told) return;
      await write('revision-delivered', `site:${site}`, { revision: newest, device });
      await exchange();
    },
  };
  return phone;

  async function exchange(): Promise<void> {
    let status = await engine.flush();
    // A server under load may ask to be left alone for a moment; a phone tries again.
    for (let attempt = 1; status.reason !== undefined && attempt <= patience; attempt += 1) {
      await setTimeout(attempt * 300);
      status = await engine.flush();
    }
    const { phase, reason, pending } = status;
    if (reason !== undefined || pending > 0) throw new Error(`${who}: ${pending} facts were not taken (${phase}, ${reason ?? 'no reason'})`);
    const refused = (await outbox.recent(500)).find(({ state }) => state === 'quarantined' || state === 'waiting');
    if (refused) throw new Error(`${who}: ${refused.fact.name} is ${refused.state}: ${refused.reason ?? ''} ${JSON.stringify(refused.fact.payload)}`);
    // What the server has answered for is in its ledger: a demo's phone needs no journal.
    await outbox.prune(Number.POSITIVE_INFINITY, 0);
    waiting = false;
    shown = await read();
  }
}

/** The revision that the phone goes by: the newest one on it that is meant to hold by now. */
function inHand(revisions: readonly Revision[], now: number): RevisionRef | undefined {
  return revisions.filter(({ effectiveFrom }) => effectiveFrom <= now).toSorted((one, two) => two.effectiveFrom - one.effectiveFrom)[0]?.id;
}

/** The site somebody works at; none for the desk. */
function siteOfMember(who: CastId): string | undefined {
  const scope: string = cast[who].memberships[0]?.scope ?? 'desk';
  return scope === 'desk' ? undefined : scope.slice('site:'.length);
}

import type { Actor } from '@fieldloop/domain/fact';
import type { PhotoProgress, UploadOutcome } from '../../client/photo-ports.ts';
import { pullRequest, type PullResponse } from '../../protocol/pull.ts';
import { pushRequest, type PushResponse } from '../../protocol/push.ts';
import { SyncError } from '../../protocol/sync-error.ts';
import { createLedger } from '../../server/create-ledger.ts';
import type { CarriedOutcome, Carrying, Ledger } from '../../server/ledger-api.ts';
import type { LedgerStore, LedgerWrite, QuarantinedFact } from '../../server/ports.ts';
import { olderToyDomain, toyActor, toyDomain } from '../toy-catalogue.ts';
import type { Stream } from './chance.ts';
import { Died, mortalPort } from './mortal.ts';
import type { Part } from './simulated-photo-store.ts';
import type { World } from './world.ts';
import { organization } from './world-stores.ts';

/** Text that every server fails at, whatever else it takes. */
export const FAILING_TEXT = 'the server fails at this';
const REREAD_AGAIN_MS = 1_000;

/** One server process over the ledger's disk. Dies and comes back, now and then in an older release. */
export class SimulatedServer {
  readonly name: string;
  isOld = false;
  /** Fails at whatever it is asked. */
  isFailing = false;
  /** It has started, and has judged once more what an older server left. */
  hasReread = true;
  readonly #world: World;
  readonly #store: LedgerStore;
  readonly #stream: Stream;
  #life = 0;
  #alive = true;
  #ledger: { readonly life: number; readonly isOld: boolean; readonly ledger: Ledger } | undefined;

  constructor(world: World, name: string, store: LedgerStore) {
    this.#world = world;
    this.name = name;
    this.#store = store;
    this.#stream = world.chance.of(name);
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Answers a frame as it came off the wire. Rejects with `SyncError`. */
  async answer(kind: 'push' | 'pull', person: string, frame: unknown): Promise<PushResponse | PullResponse> {
    if (!this.#alive) throw new SyncError('unreachable', 'connection refused');
    if (this.isFailing || failsAt(frame)) throw new SyncError('failed', 'internal error');
    const life = this.#life;
    const ledger = this.#ledgerOf(life);
    const caller = { organization, actor: this.#actorOf(person) };
    try {
      return kind === 'push'
        ? await ledger.push(caller, pushRequest.parse(frame))
        : await ledger.pull(caller, pullRequest.parse(frame));
    } catch (error) {
      if (error instanceof Died || life !== this.#life) throw new SyncError('unreachable', 'connection reset', { cause: error });
      throw error;
    }
  }

  /** Takes what a lead of both sites brings in for somebody. What every server fails at is not in it. Rejects with `SyncError`. */
  async carry(person: string, { device, facts }: Pick<Carrying, 'device' | 'facts'>): Promise<readonly CarriedOutcome[]> {
    if (!this.#alive || this.isFailing) throw new SyncError('unreachable', 'connection refused');
    const life = this.#life;
    const carrier = toyActor('lead', ['site:a', 'site:b']);
    const brought = facts.filter(({ text }) => !text.includes(FAILING_TEXT));
    try {
      return await this.#ledgerOf(life).carry({ organization, actor: this.#actorOf(person) }, { device, facts: brought, carrier, carries: () => true, file: 'file' }, false);
    } catch (error) {
      if (error instanceof Died || life !== this.#life) throw new SyncError('unreachable', 'connection reset', { cause: error });
      throw error;
    }
  }

  /** Does what a lead makes of somebody's fact in quarantine, with rights at both sites. Returns what became of it. Rejects with `SyncError`. */
  async settle({ device, seq, author, received }: QuarantinedFact, how: 'released' | 'mended' | 'dismissed'): Promise<string> {
    if (!this.#alive || this.isFailing) throw new SyncError('unreachable', 'connection refused');
    const life = this.#life;
    const actor = toyActor(author, ['site:a', 'site:b']);
    const ledger = this.#ledgerOf(life);
    try {
      if (how === 'dismissed') return (await ledger.dismiss(organization, { device, seq, by: 'lead', note: 'left out' })) ? 'dismissed' : 'gone';
      const mended = how === 'mended' && received.includes('"note-opened"') ? { payload: { note: 'mended', text: 'mended at the desk' } } : {};
      return (await ledger.release({ organization, actor }, { device, seq, by: 'lead', ...mended }))?.state ?? 'gone';
    } catch (error) {
      if (error instanceof Died || life !== this.#life) throw new SyncError('unreachable', 'connection reset', { cause: error });
      throw error;
    }
  }

  /** Takes a part of a photo, or says how far it is. Rejects with `SyncError`. */
  async answerPhoto(part: Part, isSent: boolean): Promise<PhotoProgress | UploadOutcome> {
    const { photoStore, memberships } = this.#world;
    if (!this.#alive) throw new SyncError('unreachable', 'connection refused');
    if (this.isFailing) return { kind: 'later' };
    // Whoever belonged to a site may still deliver what was photographed there.
    if (!(memberships.get(part.person) ?? []).some(({ scope }) => scope === part.scope)) return { kind: 'refused', reason: 'not-allowed' };
    if (!isSent) return photoStore.progress(part);
    const life = this.#life;
    const told = await photoStore.receive(part, async () => {
      await this.#world.time.sleep(this.#stream.between('a photo takes', 1, 30));
      if (life === this.#life && this.#world.strikes('server-crash-after-commit', this.#stream)) this.die();
      if (life !== this.#life) throw new SyncError('unreachable', 'connection reset');
    });
    if (told === 'damaged') return { kind: 'later' };
    return told === 'mismatch' ? { kind: 'refused', reason: 'hash-mismatch' } : told;
  }

  die(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.hasReread = false;
    this.#life += 1;
    this.#world.note(`${this.name} died`);
    this.#world.time.after(this.#stream.between('down for', 200, 8_000), () => {
      this.#alive = true;
      void this.#reread(this.#life);
    });
  }

  /** As at every start: what an older server could not read, or failed at, is judged once more. */
  async #reread(life: number): Promise<void> {
    if (this.isOld || life !== this.#life) return;
    const desk = { ...toyActor('desk', []), kind: 'server' as const, device: 'server' };
    try {
      const entered = await this.#ledgerOf(life).reread(organization, desk, async (person) => this.#actorOf(person));
      for (let fact = 0; fact < entered; fact += 1) this.#world.count('facts read again after an update');
      if (life === this.#life) this.hasReread = true;
    } catch (error) {
      if (!(error instanceof SyncError || error instanceof Died)) throw error;
      this.#world.time.after(REREAD_AGAIN_MS, () => void this.#reread(life));
    }
  }

  /** One for as long as the server lives, and runs this release. */
  #ledgerOf(life: number): Ledger {
    if (this.#ledger?.life === life && this.#ledger.isOld === this.isOld) return this.#ledger.ledger;
    const world = this.#world;
    const ledger = createLedger(this.isOld ? olderToyDomain : toyDomain, {
      store: this.#mortalStore(life),
      now: () => world.time.now,
      timers: { after: (ms, run) => world.time.after(ms, run) },
      announce: ({ scopes }) => world.hint(scopes),
      foldThrew: () => world.count('folds that threw'),
      gap: ({ device, lastSeq, lost }) => {
        world.count('holes told');
        // Facts that are gone from both sides must be told; but every restored ledger of this world comes with an epoch of its own.
        if (lost === 0) world.broken.push(`false alarm: ${this.name} says that ${device} has more than the ledger, which is at ${lastSeq}`);
      },
    });
    this.#ledger = { life, isOld: this.isOld, ledger };
    return ledger;
  }

  #actorOf(person: string): Actor {
    return { ...toyActor(person, []), memberships: this.#world.memberships.get(person) ?? [] };
  }

  #mortalStore(life: number): LedgerStore {
    const world = this.#world;
    const isDead = (): boolean => life !== this.#life;
    const mortal = {
      isDead,
      moment: () => {
        if (!isDead() && world.strikes('server-crash', this.#stream)) this.die();
      },
    };
    const afterCommit = <Value>(value: Value): Value => {
      if (!isDead() && world.strikes('server-crash-after-commit', this.#stream)) this.die();
      if (isDead()) throw new Died('after commit');
      return value;
    };
    return {
      write: async (tenant, run) => {
        if (world.strikes('deadlock', this.#stream)) throw new SyncError('busy', 'deadlock');
        const committed = await this.#store.write(tenant, async (transaction) => {
          const watched: LedgerWrite = {
            ...transaction,
            quarantined: async (device, seq) => failingStill(await transaction.quarantined(device, seq)),
            save: (save) => {
              world.noteLate(save);
              return transaction.save(save);
            },
          };
          const value = await run(mortalPort(() => watched, mortal, 'transaction', true));
          if (world.strikes('failed-commit', this.#stream)) throw new SyncError('busy', 'serialization failure at commit');
          return value;
        });
        return afterCommit(committed);
      },
      dropTombstones: (tenant, before) => this.#store.dropTombstones(tenant, before),
      read: (tenant, run) => this.#store.read(tenant, (view) => run(mortalPort(() => view, mortal, 'view', true))),
    };
  }
}

function failsAt(frame: unknown): boolean {
  const { facts = [] } = frame as { facts?: readonly { payload?: { text?: unknown } }[] };
  return facts.some(({ payload }) => payload?.text === FAILING_TEXT);
}

/** What a server failed at when it came, it fails at when it is taken out of quarantine. */
function failingStill(held: QuarantinedFact | undefined): QuarantinedFact | undefined {
  if (held?.received.includes(FAILING_TEXT)) throw new SyncError('failed', 'internal error');
  return held;
}

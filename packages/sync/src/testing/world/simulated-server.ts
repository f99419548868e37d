import type { Membership } from '@fieldloop/domain/fact';
import { pullRequest, type PullResponse } from '../../protocol/pull.ts';
import { pushRequest, type PushResponse } from '../../protocol/push.ts';
import { SyncError } from '../../protocol/sync-error.ts';
import { createLedger } from '../../server/create-ledger.ts';
import type { LedgerStore } from '../../server/ports.ts';
import { olderToyDomain, toyActor, toyDomain } from '../toy-catalogue.ts';
import type { Stream } from './chance.ts';
import { Died, mortalPort } from './mortal.ts';
import type { World } from './world.ts';
import { organization } from './world-stores.ts';

/** Text that every server fails at, whatever else it takes. */
export const FAILING_TEXT = 'the server fails at this';

/** One server process over the ledger's disk. Dies and comes back, now and then in an older release. */
export class SimulatedServer {
  readonly name: string;
  isOld = false;
  /** Fails at whatever it is asked. */
  isFailing = false;
  readonly #world: World;
  readonly #store: LedgerStore;
  readonly #stream: Stream;
  #life = 0;
  #alive = true;

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
    const ledger = createLedger(this.isOld ? olderToyDomain : toyDomain, {
      store: this.#mortalStore(life),
      now: () => this.#world.time.now,
      announce: ({ scopes }) => this.#world.hint(scopes),
      foldThrew: () => this.#world.count('folds that threw'),
    });
    const caller = { organization, actor: toyActor(person, []) };
    Object.assign(caller.actor, { memberships: this.#world.memberships.get(person) ?? ([] as Membership[]) });
    try {
      return kind === 'push'
        ? await ledger.push(caller, pushRequest.parse(frame))
        : await ledger.pull(caller, pullRequest.parse(frame));
    } catch (error) {
      if (error instanceof Died || life !== this.#life) throw new SyncError('unreachable', 'connection reset', { cause: error });
      throw error;
    }
  }

  die(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#life += 1;
    this.#world.note(`${this.name} died`);
    this.#world.time.after(this.#stream.between('down for', 200, 8_000), () => {
      this.#alive = true;
    });
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
          const value = await run(mortalPort(() => transaction, mortal, 'transaction', true));
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

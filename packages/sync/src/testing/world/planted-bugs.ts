import type { OutboxStore, StoredFact } from '../../client/ports.ts';
import type { LedgerRead, LedgerStore, LedgerWrite } from '../../server/ports.ts';
import type { PlantedBug } from './world-options.ts';

// Defects that sync engines have shipped with. Each must be noticed by a law, or the laws prove nothing.

export const plantedBugs: readonly PlantedBug[] = [
  { name: 'removed from the outbox when sent, not when answered', outbox: (store) => forgetful(store, 'sent') },
  { name: 'outbox cleared when a batch is settled, so the overlay drops at once', outbox: (store) => forgetful(store, 'settled') },
  {
    name: 'seq read outside the transaction that writes it',
    outbox: (store, dice) => {
      let handed = 0;
      return over(store, {
        append: (make, savedAt) =>
          store.append((slot) => {
            handed = dice.happens(0.1) && handed > 0 ? handed : slot.seq;
            return make({ ...slot, seq: handed });
          }, savedAt),
      });
    },
  },
  {
    name: 'a new device forgets what was pending',
    outbox: (store) =>
      over(store, {
        remint: async (from, device) => {
          const pending = await store.pending(Number.MAX_SAFE_INTEGER);
          await store.settle(from, pending.map(({ fact }) => ({ seq: fact.seq, state: 'duplicate' })), 0);
          await store.remint(from, device);
        },
      }),
  },
  {
    name: 'cursor written before the rows',
    cache: (store, dice) =>
      over(store, {
        apply: (update) => store.apply(dice.happens(0.1) ? { ...update, pages: update.pages.map((page) => ({ ...page, rows: [] })) } : update),
      }),
  },
  {
    name: 'tombstones ignored by the cache',
    cache: (store) =>
      over(store, {
        apply: (update) =>
          store.apply({ ...update, pages: update.pages.map((page) => ({ ...page, rows: page.rows.filter(({ gone }) => !gone) })) }),
      }),
  },
  {
    name: 'a removed scope stays on the phone',
    cache: (store) => over(store, { apply: (update) => store.apply({ ...update, remove: [] }) }),
  },
  {
    name: 'seq advanced without the facts',
    ledger: (store, dice) =>
      inTransaction(store, (transaction) => ({
        save: (save) => transaction.save(dice.happens(0.02) ? { ...save, facts: [], records: [], tallies: [], scopes: [] } : save),
      })),
  },
  {
    name: 'facts not looked up by id',
    ledger: (store) =>
      inTransaction(store, (transaction) => ({
        known: (_ids, device, from, to) => transaction.known([], device, from, to),
        save: async (save) => {
          const again = new Set((await transaction.known(save.facts.map(({ fact }) => fact.id), '', 0, 0)).map(({ id }) => id));
          await transaction.save({ ...save, facts: save.facts.filter(({ fact }) => !again.has(fact.id)) });
        },
      })),
  },
  {
    name: 'head not raised for tallies alone',
    ledger: (store) =>
      inTransaction(store, (transaction) => ({
        save: (save) =>
          transaction.save(save.records.length > 0 ? save : { ...save, scopes: save.scopes.map((scope) => ({ ...scope, head: scope.head - 1 })) }),
      })),
  },
  {
    name: 'waiting facts never released',
    ledger: (store) => inTransaction(store, () => ({ waitingFor: async () => [] })),
  },
  {
    name: 'a late revision does not move earlier tallies',
    ledger: (store) => inTransaction(store, () => ({ factsBetween: async () => [] })),
  },
  {
    name: 'a page splits a version',
    ledger: (store) =>
      whenReading(store, (view) => ({
        changed: async (scope, from, upTo, limit) => (await view.changed(scope, from, upTo, limit)).slice(0, Math.max(1, limit - 2)),
      })),
  },
  {
    name: 'the outcome of a copied device is taken for its own',
    ledger: (store) =>
      whenReading(store, (view) => ({
        outcomes: async (device, seqs, above, limit) =>
          (await view.outcomes(device, seqs, above, limit)).map(({ id: _id, ...outcome }) => outcome),
      })),
  },
  {
    name: 'tallies read, but not the version they are the state of',
    cache: (store) =>
      over(store, {
        apply: (update) =>
          store.apply({ ...update, pages: update.pages.map((page) => ({ ...page, after: { ...page.after, tallied: page.after.cursor } })) }),
      }),
  },
  {
    name: 'a refused batch takes its neighbours along',
    ledger: (store) =>
      inTransaction(store, (transaction) => ({
        save: (save) => transaction.save(save.quarantine.length > 0 ? { ...save, facts: [] } : save),
      })),
  },
];

/** A store with some methods replaced; the rest reaches the real one. */
function over<Store extends object>(store: Store, replaced: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(key in replaced ? replaced : target, key);
      return typeof value === 'function' ? value.bind(key in replaced ? replaced : target) : value;
    },
  });
}

function inTransaction(store: LedgerStore, replace: (transaction: LedgerWrite) => Partial<LedgerWrite>): LedgerStore {
  return over(store, {
    write: (organization, run) => store.write(organization, (transaction) => run(over(transaction, replace(transaction)))),
  });
}

function whenReading(store: LedgerStore, replace: (view: LedgerRead) => Partial<LedgerRead>): LedgerStore {
  return over(store, {
    read: (organization, run) => store.read(organization, (view) => run(over(view, replace(view)))),
  });
}

/** An outbox that loses sight of facts too early. */
function forgetful(store: OutboxStore, when: 'sent' | 'settled'): OutboxStore {
  const gone = new Set<string>();
  const keep = (facts: readonly StoredFact[]): readonly StoredFact[] => facts.filter(({ fact }) => !gone.has(fact.id));
  return over(store, {
    pending: async (limit) => keep(await store.pending(limit + gone.size)).slice(0, limit),
    countPending: async () => keep(await store.pending(Number.MAX_SAFE_INTEGER)).length,
    unconfirmed: async (cursors) => keep(await store.unconfirmed(cursors)),
    sent: async (device, seq) => {
      if (when === 'sent') for (const { fact } of await store.pending(Number.MAX_SAFE_INTEGER)) if (fact.seq <= seq) gone.add(fact.id);
      await store.sent(device, seq);
    },
    settle: async (device, outcomes, at) => {
      if (when === 'settled') {
        const seqs = new Set(outcomes.map(({ seq }) => seq));
        for (const { fact } of await store.pending(Number.MAX_SAFE_INTEGER)) if (seqs.has(fact.seq)) gone.add(fact.id);
      }
      await store.settle(device, outcomes, at);
    },
  });
}


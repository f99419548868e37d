import { afterAll, beforeAll, describe } from 'vitest';
import { createLedger } from '../server/create-ledger.ts';
import type { LedgerChange, LedgerGap, LedgerStore } from '../server/ports.ts';
import { describeLedgerCarried } from './describe-ledger-carried.ts';
import { describeLedgerPull } from './describe-ledger-pull.ts';
import { describeLedgerPush } from './describe-ledger-push.ts';
import { describeLedgerQuarantine } from './describe-ledger-quarantine.ts';
import { noon, type LedgerBench } from './ledger-bench.ts';
import { toyDomain } from './toy-catalogue.ts';
import { ToyDevice } from './toy-device.ts';

/** What a ledger store's contract is run with. */
export interface OpenedLedgerStore {
  readonly store: LedgerStore;
  close(): Promise<void>;
}

/** The contract of every ledger store: what the ledger promises, kept over this store. */
export function describeLedgerStore(name: string, open: () => Promise<OpenedLedgerStore>): void {
  describe(`ledger over ${name}`, () => {
    let opened: OpenedLedgerStore;
    let organizations = 0;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    const bench = (): LedgerBench => {
      organizations += 1;
      const organization = `org-${organizations}`;
      const clock = { now: noon };
      const announced: LedgerChange[] = [];
      const thrown: string[] = [];
      const gaps: LedgerGap[] = [];
      let waits: (run: () => void) => void = () => {};
      const ledger = createLedger(toyDomain, {
        store: opened.store,
        now: () => clock.now,
        announce: (change) => announced.push(change),
        foldThrew: (_cause, fact) => thrown.push(fact.id),
        gap: (gap) => gaps.push(gap),
        timers: {
          after(_ms, run) {
            waits(run);
            return () => {};
          },
        },
      });
      return {
        ledger, store: opened.store, organization, clock, announced, thrown, gaps,
        nextWait: () => new Promise((resolve) => { waits = resolve; }),
        device: (person, options = {}) => new ToyDevice(ledger, clock, person, { organization, ...options }),
      };
    };
    describeLedgerPush(bench);
    describeLedgerPull(bench);
    describeLedgerQuarantine(bench);
    describeLedgerCarried(bench);
  });
}

import { afterAll, beforeAll, describe } from 'vitest';
import { createLedger } from '../server/create-ledger.ts';
import type { Ledger } from '../server/ledger-api.ts';
import type { LedgerChange, LedgerStore } from '../server/ports.ts';
import { describeLedgerPull } from './describe-ledger-pull.ts';
import { describeLedgerPush } from './describe-ledger-push.ts';
import { toyDomain } from './toy-catalogue.ts';
import { ToyDevice } from './toy-device.ts';

/** What a ledger store's contract is run with. */
export interface OpenedLedgerStore {
  readonly store: LedgerStore;
  close(): Promise<void>;
}

/** One organization of its own, with a clock that stands still until it is set. */
export interface LedgerBench {
  readonly ledger: Ledger;
  readonly store: LedgerStore;
  readonly organization: string;
  readonly clock: { now: number };
  readonly announced: LedgerChange[];
  /** Facts whose fold threw. */
  readonly thrown: string[];
  device(name: string, options?: { device?: string; scopes?: readonly ('desk' | `site:${string}`)[]; organization?: string }): ToyDevice;
}

/** 12:00 UTC on some day: a bucket boundary. */
export const noon = 1_782_129_600_000;

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
      const ledger = createLedger(toyDomain, {
        store: opened.store,
        now: () => clock.now,
        announce: (change) => announced.push(change),
        foldThrew: (_cause, fact) => thrown.push(fact.id),
      });
      return {
        ledger, store: opened.store, organization, clock, announced, thrown,
        device: (person, options = {}) => new ToyDevice(ledger, clock, person, { organization, ...options }),
      };
    };
    describeLedgerPush(bench);
    describeLedgerPull(bench);
  });
}

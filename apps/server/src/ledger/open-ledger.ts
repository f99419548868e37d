import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import { reads } from '@fieldloop/domain/fact';
import { records } from '@fieldloop/domain/records';
import type { Site } from '@fieldloop/domain/records/site';
import { createLedger, type Ledger, type LedgerChange, type LedgerDomain, type LedgerGap } from '@fieldloop/sync/server';
import type pg from 'pg';
import type { Logger } from 'pino';
import { postgresLedgerStore } from './postgres-ledger-store.ts';

export interface LedgerSettings {
  readonly pool: pg.Pool;
  readonly now: () => number;
  readonly log: Logger;
  /** Told after each commit what it touched: the live bus, and whoever evaluates rules. */
  readonly announce: (change: LedgerChange) => void;
  /** Told when phones have more than the ledger: it was put back from a backup. */
  readonly gap?: ((gap: LedgerGap) => void) | undefined;
}

/** What the ledger knows of retail. */
export const ledgerDomain: LedgerDomain = {
  facts: deskFacts,
  records,
  reads,
  site: { kind: 'site', inForce: (data) => (data as Site).inForce },
};

/** Fieldloop's ledger over its database. */
export function openLedger({ pool, now, log, announce, gap }: LedgerSettings): Ledger {
  return createLedger(ledgerDomain, {
    store: postgresLedgerStore(pool),
    now,
    announce,
    gap,
    timers: {
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    foldThrew: (cause, fact) => log.error({ error: cause, fact: fact.name, id: fact.id }, 'a fold failed; the fact is in quarantine'),
  });
}

import * as z from 'zod/mini';
import type { RecordRef } from './define-fact.ts';
import { identifier } from './payload.ts';
import { deskAndSites, siteRecord } from './record-refs.ts';

/** Why a loop opened: an alert, an issue or proposed content of one site. */
export const signal = z.object({ kind: z.enum(['alert', 'item']), site: identifier, id: identifier });
export type Signal = z.infer<typeof signal>;

/** The loop at the desk, its copies in the sites it concerns, and the signals, which learn that it took them up. */
export function loopAndSignals(loop: string, sites: readonly string[], signals: readonly Signal[]): readonly RecordRef[] {
  return [...deskAndSites('loop', loop, sites), ...signals.map(({ kind, site, id }) => siteRecord(site, kind, id))];
}

import type { Payloads } from '@fieldloop/domain/payloads';
import type { FactDraft } from '@fieldloop/sync/server';
import { derivedId } from '../ids.ts';
import type { CountRow } from './count-row.ts';

/** Namespace of ids of imported intervals; changing it would import everything twice. */
const intervals = '5b0c8f2e-4f0a-5d0e-9d3c-1f6a52b7c0de';

/**
 * A row as a fact. Its id derives from what was counted (site, sensor, interval, counter, zone), never from the file, so
 * the same interval in another file is the same fact.
 */
export function countFact(site: string, { sensor, counter, from, minutes, count, zone }: CountRow): FactDraft {
  const payload: Payloads['people-counted'] = { counter, count, from, minutes, method: 'sensor', ...(zone !== undefined && { zone }) };
  return {
    id: derivedId(intervals, JSON.stringify([site, sensor, from, minutes, counter, zone ?? ''])),
    name: 'people-counted',
    scope: `site:${site}`,
    at: from,
    payload,
  };
}

/** The device that imported facts of an organization are written by. */
export function importDevice(organization: string): string {
  return derivedId(intervals, `device of ${organization}`);
}

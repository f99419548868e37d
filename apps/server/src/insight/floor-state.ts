import type { RuleInput } from '@fieldloop/domain/evaluate-rule';
import type { Shift } from '@fieldloop/domain/records/shift';
import { watermarkOf, type Watermark } from '@fieldloop/domain/watermark';
import type pg from 'pg';
import { readRecords } from './read-records.ts';

export interface PhoneOnShift {
  readonly shift: Shift;
  /** When the server last heard of the phone; undefined when never. */
  readonly lastHeardAt: number | undefined;
}

/** Who works at a site, and up to when everything of theirs has arrived. */
export interface FloorState {
  readonly phones: readonly PhoneOnShift[];
  readonly watermark: Watermark;
  /** Phones that have been silent for so long that they may hold facts nobody else has. */
  readonly silent: readonly PhoneOnShift[];
  /** Shifts of the last day and a half, running or over. */
  readonly shifts: NonNullable<RuleInput['shifts']>;
}

/** Shifts and phones as stored: what `floorAt` works from. */
export interface FloorGround {
  readonly shifts: ReadonlyMap<string, readonly Shift[]>;
  readonly heard: ReadonlyMap<string, number>;
}

/** A shift that nobody ended is taken for over after so long: no working day is longer. */
const longestShiftMs = 16 * 3_600_000;
const shiftHistoryMs = 36 * 3_600_000;
/** A phone in use speaks once a minute; one that does not for this long has no network, or no power. */
const silentAfterMs = 5 * 60_000;

/** The floor of each of these sites at an instant. */
export async function readFloors(
  pool: pg.Pool,
  organization: string,
  sites: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, FloorState>> {
  const ground = await readFloorGround(pool, organization, sites, now);
  return new Map(sites.map((site) => [site, floorAt(ground, site, now)]));
}

/** What is known of shifts and phones, enough for any instant from `since` on. */
export async function readFloorGround(
  pool: pg.Pool,
  organization: string,
  sites: readonly string[],
  since: number,
): Promise<FloorGround> {
  const found = await readRecords(pool, organization, 'shift', {
    scopes: sites.map((site) => `site:${site}` as const),
    changedSince: since - shiftHistoryMs,
  });
  const { rows } = await pool.query<{ device: string; heard: number }>(
    `SELECT device, greatest(device.last_seen_at, contact.at) AS heard
     FROM device LEFT JOIN device_contact contact USING (organization_id, device)
     WHERE organization_id = $1 AND device = ANY($2)`,
    [organization, [...new Set(found.map(({ data }) => data.device))]],
  );
  const bySite = Map.groupBy(found, ({ scope }) => scope.slice('site:'.length));
  return {
    shifts: new Map([...bySite].map(([site, records]) => [site, records.map(({ data }) => data)])),
    heard: new Map(rows.map((row) => [row.device, row.heard])),
  };
}

/** The floor of one site at an instant. */
export function floorAt({ shifts: bySite, heard }: FloorGround, site: string, now: number): FloorState {
  const shifts = bySite.get(site) ?? [];
  const running = shifts.filter(
    ({ startedAt, endedAt }) => startedAt <= now && (endedAt === undefined || endedAt > now) && now - startedAt < longestShiftMs,
  );
  const phones = newestPerDevice(running).map((shift) => ({ shift, lastHeardAt: heard.get(shift.device) }));
  return {
    phones,
    watermark: watermarkOf(phones.map(({ lastHeardAt }) => ({ syncedUpTo: lastHeardAt })), now),
    silent: phones.filter(({ lastHeardAt }) => now - (lastHeardAt ?? -Infinity) > silentAfterMs),
    shifts: shifts.map(({ startedAt, endedAt }) => ({ from: startedAt, to: endedAt ?? openEnd(startedAt, now) })),
  };
}

function openEnd(startedAt: number, now: number): number | undefined {
  return now - startedAt < longestShiftMs ? undefined : startedAt + longestShiftMs;
}

/** A phone handed round has had several shifts; the last one says whose it is. */
function newestPerDevice(shifts: readonly Shift[]): Shift[] {
  const sorted = shifts.toSorted((a, b) => a.startedAt - b.startedAt);
  return [...new Map(sorted.map((shift) => [shift.device, shift])).values()];
}

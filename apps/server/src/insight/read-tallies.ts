import { bucketMs, type Counter, type Method, type Tally } from '@fieldloop/domain/tally';
import type pg from 'pg';

/** Parts of a bucket's key that a question may need apart; the others are added up. */
export type TallyPart = 'plan' | 'inForce' | 'inHand' | 'zone' | 'segment' | 'detail';

export interface TallyQuestion {
  readonly sites: readonly string[];
  /** [from, to), ms. */
  readonly from: number;
  readonly to: number;
  readonly counters?: readonly Counter[] | undefined;
  readonly keep?: readonly TallyPart[] | undefined;
  /** Adds up over longer spans than a quarter; a divisor of the hour's start in every time zone that is asked for. */
  readonly spanMs?: number | undefined;
}

interface TallyRow {
  readonly site: string;
  readonly start: number;
  readonly counter: Counter;
  readonly method: Method;
  readonly currency: string;
  readonly n: string | number;
  readonly amount: string | number;
  readonly minutes: number;
  readonly parts: readonly string[];
}

const columns: Readonly<Record<TallyPart, string>> = {
  plan: 'plan', inForce: 'in_force', inHand: 'in_hand', zone: 'zone', segment: 'segment', detail: 'detail',
};

/** Buckets of these sites, added up over the parts of their key that nobody asked for. */
export async function readTallies(pool: pg.Pool, organization: string, question: TallyQuestion): Promise<Tally[]> {
  const keep = question.keep ?? [];
  const parts = keep.length === 0 ? `'{}'::text[]` : `array[${keep.map((part) => columns[part]).join(', ')}]`;
  const { rows } = await pool.query<TallyRow>(
    `SELECT site, start - start % $6 AS start, counter, method, currency, ${parts} AS parts,
       sum(n) AS n, sum(amount_minor) AS amount, max(minutes) AS minutes
     FROM tally
     WHERE organization_id = $1 AND site = ANY($2) AND start >= $3 AND start < $4
       AND ($5::text[] IS NULL OR counter = ANY($5))
     GROUP BY site, start - start % $6, counter, method, currency, parts
     ORDER BY 2, 1, 3`,
    [organization, question.sites, question.from, question.to, question.counters ?? null, question.spanMs ?? bucketMs],
  );
  return rows.map((row) => ({ ...empty, ...partsOf(keep, row.parts), ...basicsOf(row) }));
}

/** Sums over spans of time, such as the same hours of several days; `span` is the index of the span. */
export async function readTalliesOfSpans(
  pool: pg.Pool,
  organization: string,
  site: string,
  spans: readonly { readonly from: number; readonly to: number }[],
  counters: readonly Counter[],
): Promise<(Tally & { readonly span: number })[]> {
  if (spans.length === 0) return [];
  const { rows } = await pool.query<TallyRow & { readonly span: number }>(
    `SELECT (span.number - 1)::int AS span, $2::text AS site, min(start) AS start, counter, method, currency, '{}'::text[] AS parts,
       sum(n) AS n, sum(amount_minor) AS amount, max(minutes) AS minutes
     FROM unnest($3::bigint[], $4::bigint[]) WITH ORDINALITY AS span(begins, ends, number)
     JOIN tally ON organization_id = $1 AND site = $2 AND start >= begins AND start < ends AND counter = ANY($5)
     GROUP BY span.number, counter, method, currency`,
    [organization, site, spans.map((span) => span.from), spans.map((span) => span.to), counters],
  );
  return rows.map((row) => ({ ...empty, ...basicsOf(row), span: row.span }));
}

const empty = { plan: '', inForce: '', inHand: '', zone: '', segment: '', detail: '' };

function basicsOf(row: TallyRow) {
  const { site, start, counter, method, currency, minutes } = row;
  // Sums of 64-bit integers are numeric, which the driver gives as text.
  return { site, start, counter, method, currency, minutes, n: Number(row.n), amountMinor: Number(row.amount) };
}

function partsOf(keep: readonly TallyPart[], values: readonly string[]): Partial<Record<TallyPart, string>> {
  return Object.fromEntries(keep.map((part, index) => [part, values[index] ?? '']));
}

/** For money: the buckets in a site's own currency, and those without any. Other currencies are never added to it. */
export function inCurrency<Bucket extends Pick<Tally, 'currency'>>(metric: { readonly unit: string }, tallies: readonly Bucket[], currency: string): readonly Bucket[] {
  if (metric.unit !== 'money') return tallies;
  return tallies.filter((tally) => tally.currency === '' || tally.currency === currency);
}

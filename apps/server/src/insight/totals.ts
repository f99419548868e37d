import type * as z from 'zod';
import type { totalsInput, totalsOutput } from '../api/schemas/insight-plan.ts';
import { visibleSite, type Asker } from './visible-sites.ts';

type Totals = z.infer<typeof totalsOutput>;
type CounterSum = Totals['totals'][number];

/** Everything counted at a site, by site-local day and in all. Sums as counted: samples are not multiplied. */
export async function readTotals(asker: Asker, input: z.infer<typeof totalsInput>): Promise<Totals> {
  const site = await visibleSite(asker, input.site);
  const { rows } = await asker.pool.query<{ day: string; counter: string; currency: string; n: string; amount: string }>(
    `SELECT to_char(to_timestamp(start / 1000.0) AT TIME ZONE $5, 'YYYY-MM-DD') AS day, counter, currency,
       sum(n) AS n, sum(amount_minor) AS amount
     FROM tally WHERE organization_id = $1 AND site = $2 AND start >= $3 AND start < $4
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [asker.organization, site.id, input.from ?? 0, input.to ?? Number.MAX_SAFE_INTEGER, site.timeZone],
  );
  const sums = rows.map(({ day, counter, currency, n, amount }) => ({ day, counter, currency, n: Number(n), amountMinor: Number(amount) }));
  return {
    site: site.id,
    timeZone: site.timeZone,
    days: [...Map.groupBy(sums, ({ day }) => day)].map(([day, within]) => ({ day, counters: within.map(({ day: _day, ...sum }) => sum) })),
    totals: [...Map.groupBy(sums, ({ counter, currency }) => `${counter}/${currency}`).values()].flatMap(addUp),
  };
}

function addUp(sums: readonly CounterSum[]): CounterSum[] {
  const [first] = sums;
  if (!first) return [];
  const { counter, currency } = first;
  return [{
    counter, currency,
    n: sums.reduce((total, { n }) => total + n, 0),
    amountMinor: sums.reduce((total, { amountMinor }) => total + amountMinor, 0),
  }];
}

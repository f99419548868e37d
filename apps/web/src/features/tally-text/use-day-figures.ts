import { targetAt } from '@fieldloop/domain/records/target';
import { isSettled } from '@fieldloop/domain/records/item';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useRecords, useTallies } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { siteDaySpan } from '../../ui/site-time.ts';
import { useNow } from '../../ui/use-now.ts';
import type { DayFigures } from './report-text.ts';

/** Asked for once is no news; the group hears of a size from the second time on. */
const leastAsked = 2;
const most = 3;

/** Today's figures of a site as this phone knows them; undefined while they load. */
export function useDayFigures({ scope, site }: Floor): { readonly now: number; readonly figures: DayFigures | undefined } {
  const now = useNow(serverNow, 15_000);
  const day = siteDaySpan(now, site.timeZone);
  const tallies = useTallies(site.id, { from: day.from, until: day.to });
  const targets = useRecords(scope, 'target', ({ metric, window }) => metric === 'sales' && window === 'day');
  const items = useRecords(scope, 'item', (item) => item.kind === 'issue' && item.severity?.value === 'high' && !isSettled(item));
  if (!tallies.value) return { now, figures: undefined };
  const rows = tallies.value;
  const sum = (counter: string) => rows.reduce((total, row) => (row.counter === counter ? total + row.n : total), 0);
  const asked = new Map<string, number>();
  for (const { counter, detail, n } of rows) if (counter === 'sizeMissing') asked.set(detail, (asked.get(detail) ?? 0) + n);
  return {
    now,
    figures: {
      passedBy: sum('passedBy'),
      entered: sum('entered'),
      triedOn: sum('triedOn'),
      receipts: sum('receipt'),
      amountMinor: rows.reduce((total, row) => (row.counter === 'receipt' ? total + row.amountMinor : total), 0),
      contacts: sum('contact'),
      targetMinor: (targets.value ?? []).map((target) => targetAt(target, now)?.value).find((value) => value !== undefined),
      sampled: rows.some(({ counter, method }) => counter === 'entered' && method === 'sample'),
      sizes: [...asked].filter(([, n]) => n >= leastAsked).toSorted(([, a], [, b]) => b - a).slice(0, most).map(([detail]) => detail.replace('/', ' ')),
      issues: [...new Set((items.value ?? []).toSorted((a, b) => b.openedAt - a.openedAt).map(({ text }) => shorten(text.value)))].slice(0, most),
    },
  };
}

// The first sentence says enough for a group chat.
function shorten(text: string): string {
  const sentence = text.split(/[\n。.!！?？]/u)[0]?.trim() ?? '';
  return sentence.length > 24 ? `${sentence.slice(0, 23)}…` : sentence;
}

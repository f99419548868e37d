import type { Payloads } from '@fieldloop/domain/payloads';
import type { Calendar } from './calendar.ts';
import { instantOf } from './calendar.ts';
import { distribute, quarters } from './distribute.ts';
import type { FrozenDay } from './frozen-days.ts';
import { frozenDays } from './frozen-days.ts';
import { hoursOf, openingHours } from './hours.ts';
import { paymentShares, segments, sizes, styles } from './places.ts';
import type { Chance } from './random.ts';
import { chanceOf, shuffled, weighted } from './random.ts';
import { crewOf, halfAt, shiftId } from './roster.ts';
import type { ScriptedFact } from './script.ts';
import { scripted } from './script.ts';

/** One receipt of the story. */
export interface Receipt {
  readonly sale: string;
  readonly day: number;
  readonly hour: number;
  readonly at: number;
  readonly units: number;
  /** Fen. */
  readonly amountMinor: number;
}

/** Until 14:30 of day 27 forty receipts come to this, as the pictures of that moment show. */
const fixedStart = { day: 27, receipts: 40, amountMinor: 1_215_300 } as const;

/** The receipts of a day in order of time; amounts and units add up to the day's totals. */
export function receiptsOf(calendar: Calendar, day: FrozenDay): Receipt[] {
  const chance = chanceOf(`till ${day.day}`);
  const times = hoursOf(day).receipts.flatMap((count, index) => {
    const hour = openingHours[index] ?? 0;
    return quarters(count).flatMap((inQuarter, quarter) => {
      const start = instantOf(calendar, day.day, `${hour}:${quarter * 15}`);
      return Array.from({ length: inQuarter }, () => ({ hour, at: start + Math.floor(chance() * 900_000) }))
        .sort((one, two) => one.at - two.at);
    });
  });
  const units = unitsOf(chance, day);
  const amounts = amountsOf(chance, day, units);
  return times.map(({ hour, at }, index) => ({
    sale: `ja-${String(day.day).padStart(2, '0')}-${String(index + 1).padStart(3, '0')}`,
    day: day.day, hour, at, units: units[index] ?? 1, amountMinor: amounts[index] ?? 0,
  }));
}

/** At least one piece each; what is above that goes to receipts by seeded weight. */
function unitsOf(chance: Chance, day: FrozenDay): number[] {
  const weights = Array.from({ length: day.receipts }, () => chance() ** 3 + 0.01);
  return distribute(day.units - day.receipts, weights).map((more) => more + 1);
}

/** The day's money over its receipts, in fen, roughly by pieces; the last one takes what rounding leaves. */
function amountsOf(chance: Chance, day: FrozenDay, units: readonly number[]): number[] {
  const total = day.sales * 100;
  const weights = units.map((pieces) => pieces * (0.82 + chance() * 0.36));
  if (day.day !== fixedStart.day) return splitMoney(total, weights);
  return [
    ...splitMoney(fixedStart.amountMinor, weights.slice(0, fixedStart.receipts)),
    ...splitMoney(total - fixedStart.amountMinor, weights.slice(fixedStart.receipts)),
  ];
}

function splitMoney(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  // Prices end in whole yuan; only the last receipt may not.
  const amounts = weights.map((weight) => Math.floor((total * weight) / sum / 100) * 100);
  const others = amounts.slice(0, -1).reduce((all, amount) => all + amount, 0);
  return [...amounts.slice(0, -1), total - others];
}

/** Sales and new contacts of a day, at the till. */
export function tillOf(calendar: Calendar, day: FrozenDay): ScriptedFact[] {
  const chance = chanceOf(`paying ${day.day}`);
  const receipts = receiptsOf(calendar, day);
  const contacts = new Set(shuffled(chance, receipts).slice(0, day.contacts));
  return receipts.flatMap((receipt) => {
    const half = halfAt(receipt.hour);
    const who = crewOf(day.day, half).till;
    const shift = shiftId(day.day, half, who);
    const segment = weighted(chance, segments);
    const sold = scripted(receipt.at, who, 'site:ja', 'sale-recorded', {
      sale: receipt.sale, shift, amountMinor: receipt.amountMinor, currency: 'CNY', units: receipt.units,
      channel: 'store', segment, payment: weighted(chance, paymentShares), lines: linesOf(chance, receipt.units),
    });
    const contact = scripted(receipt.at + 25_000, who, 'site:ja', 'contact-added', { shift, count: 1, sale: receipt.sale, segment });
    return contacts.has(receipt) ? [sold, contact] : [sold];
  });
}

function linesOf(chance: Chance, units: number): NonNullable<Payloads['sale-recorded']['lines']> {
  return Array.from({ length: units }, () => {
    const { style } = styles[Math.floor(chance() * styles.length)] ?? styles[0];
    return { style, size: weighted(chance, sizes), units: 1 };
  });
}

/** Goods brought back: how many on which day; each names a receipt of the days before. */
const returns = [[10, 2], [24, 9], [28, 11]] as const;

export function storeRefunds(calendar: Calendar): ScriptedFact[] {
  const chance = chanceOf('returns');
  return returns.flatMap(([day, count]) => {
    const earlier = frozenDays.filter((each) => each.day < day - 1 && each.day >= day - 7);
    const receipts = shuffled(chance, earlier.flatMap((each) => receiptsOf(calendar, each)).filter(({ units }) => units === 1));
    return receipts.slice(0, count).map((receipt, index) => {
      const hour = 12 + Math.floor((index * 9) / count);
      const who = crewOf(day, halfAt(hour)).till;
      return scripted(instantOf(calendar, day, `${hour}:${7 + (index % 5) * 9}`), who, 'site:ja', 'refund-recorded', {
        refund: `return-${receipt.sale}`, sale: receipt.sale, source: 'store', orderedAt: receipt.at,
        amountMinor: receipt.amountMinor, currency: 'CNY', units: receipt.units,
      });
    });
  });
}

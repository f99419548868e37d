import type { LeaveReason } from '@fieldloop/domain/payload';
import type { Calendar } from './calendar.ts';
import { instantOf } from './calendar.ts';
import { distribute, quarters } from './distribute.ts';
import type { FrozenDay } from './frozen-days.ts';
import { firstDayOfV2, frozenDays } from './frozen-days.ts';
import { hoursOf, openingHours } from './hours.ts';
import { segments, sizes, styles } from './places.ts';
import type { Chance } from './random.ts';
import { chanceOf, weighted } from './random.ts';
import { crewOf, halfAt, shiftId } from './roster.ts';
import type { ScriptedFact } from './script.ts';
import { scripted } from './script.ts';

/** Why people left without buying, over each fortnight. */
const reasons = {
  v1: { 'just-looking': 51, 'no-time': 34, 'size-missing': 21, price: 17, style: 14, queue: 3 },
  v2: { 'just-looking': 390, 'size-missing': 212, queue: 164, price: 148, style: 121, 'no-time': 63 },
} as const satisfies Record<string, Partial<Record<LeaveReason, number>>>;

/** The white shirt in M runs out on two days; these are the asks for it, and there are no others. */
const whiteShirtAsks: ReadonlyMap<number, readonly string[]> = new Map([
  [18, ['11:20', '13:05', '14:40', '16:10', '17:24']],
  [27, ['13:04', '13:21', '13:38', '13:56']],
]);
/** Size goes missing in the second fortnight only once the first delivery has sold down. */
const firstMissingDay = 18;
/** Above this many fittings an hour people leave the queue. */
const fittingCapacity = 28;

/** Fittings, reasons and missing sizes at the pop-up over all days. */
export function fittingRooms(calendar: Calendar): ScriptedFact[] {
  const before = frozenDays.filter(({ day }) => day < firstDayOfV2);
  const after = frozenDays.filter(({ day }) => day >= firstDayOfV2);
  return [
    ...frozenDays.flatMap((day) => fittingsOf(calendar, day)),
    ...leavers(calendar, before, reasons.v1),
    ...leavers(calendar, after, reasons.v2),
    ...[...whiteShirtAsks].flatMap(([day, times]) =>
      times.map((time) => atFitting(calendar, day, instantOf(calendar, day, time), { style: 'YL-S01-白', size: 'M' }))),
  ];
}

function fittingsOf(calendar: Calendar, day: FrozenDay): ScriptedFact[] {
  const chance = chanceOf(`fitting ${day.day}`);
  return hoursOf(day).triedOn.flatMap((count, index) => {
    const hour = openingHours[index] ?? 0;
    const half = halfAt(hour);
    const who = crewOf(day.day, half).fitting;
    const shift = shiftId(day.day, half, who);
    return quarters(count).flatMap((inQuarter, quarter) =>
      Array.from({ length: inQuarter }, () => {
        const at = instantOf(calendar, day.day, `${hour}:${quarter * 15}`) + Math.floor(chance() * 900_000);
        return scripted(at, who, 'site:ja', 'people-counted', { shift, counter: 'triedOn', count: 1, segment: weighted(chance, segments) });
      }));
  });
}

/** Reasons of a fortnight: over days by those who entered, over hours by fittings. */
function leavers(calendar: Calendar, days: readonly FrozenDay[], totals: Partial<Record<LeaveReason, number>>): ScriptedFact[] {
  const entries = Object.entries(totals) as [LeaveReason, number][];
  return entries.flatMap(([reason, total]) => {
    const chance = chanceOf(`leaving ${reason} ${days[0]?.day ?? 0}`);
    const cells = days.flatMap((day) =>
      hoursOf(day).triedOn.map((fittings, index) => ({ day: day.day, hour: openingHours[index] ?? 0, fittings, entered: day.entered, ofDay: day.triedOn })));
    const weights = cells.map(({ day, fittings, entered, ofDay }) => {
      if (reason === 'queue' && day >= firstDayOfV2) return fittings > fittingCapacity ? fittings : 0;
      if (reason === 'size-missing' && day >= firstDayOfV2 && day < firstMissingDay) return 0;
      return (entered * fittings) / ofDay;
    });
    return distribute(total, weights).flatMap((count, index) => {
      const cell = cells[index];
      if (!cell) return [];
      return Array.from({ length: count }, () => leaving(calendar, chance, cell.day, cell.hour, reason)).flat();
    });
  });
}

function leaving(calendar: Calendar, chance: Chance, day: number, hour: number, reason: LeaveReason): ScriptedFact[] {
  const half = halfAt(hour);
  const who = crewOf(day, half).fitting;
  const at = instantOf(calendar, day, `${hour}:00`) + Math.floor(chance() * 3_570_000);
  const left = scripted(at, who, 'site:ja', 'left-without-buying', { shift: shiftId(day, half, who), reason, count: 1 });
  if (reason !== 'size-missing') return [left];
  return [left, atFitting(calendar, day, at + 8_000, missingSize(chance))];
}

/** Any style and size but the white shirt in M, whose asks are told one by one. */
function missingSize(chance: Chance): { style: string; size: string } {
  const others = styles.filter(({ style }) => style !== 'YL-S01-白');
  const { style } = others[Math.floor(chance() * others.length)] ?? styles[0];
  return { style, size: weighted(chance, sizes) };
}

function atFitting(calendar: Calendar, day: number, at: number, asked: { style: string; size: string }): ScriptedFact {
  const half = at < instantOf(calendar, day, '16:00') ? 'early' : 'late';
  const who = crewOf(day, half).fitting;
  return scripted(at, who, 'site:ja', 'size-missing-asked', { shift: shiftId(day, half, who), ...asked });
}

import type { Calendar } from './calendar.ts';
import { instantOf } from './calendar.ts';
import { quarters } from './distribute.ts';
import type { FrozenDay } from './frozen-days.ts';
import { hoursOf, openingHours } from './hours.ts';
import type { Chance } from './random.ts';
import { chanceOf, weighted } from './random.ts';
import { crewOf, halfAt, shiftId } from './roster.ts';
import type { ScriptedFact } from './script.ts';
import { scripted } from './script.ts';

/** Days told tap by tap; on the others one fact carries five minutes of a pad. */
export const tappedDays: ReadonlySet<number> = new Set([9, 12, 15, 19, 27]);

const groupSizes = [[1, 62], [2, 28], [3, 8], [4, 2]] as const;
const minuteMs = 60_000;

type Pad = 'passedBy' | 'entered';

/** Everybody who crossed the line on a day: a group passes or enters together and is one fact. */
export function crowdOf(calendar: Calendar, day: FrozenDay): ScriptedFact[] {
  const chance = chanceOf(`crowd ${day.day}`);
  const hours = hoursOf(day);
  return openingHours.flatMap((hour, index) => {
    const passers = quarters(hours.passers[index] ?? 0);
    const entered = quarters(hours.entered[index] ?? 0);
    return passers.flatMap((all, quarter) => {
      const start = instantOf(calendar, day.day, `${hour}:${quarter * 15}`);
      const inside = entered[quarter] ?? 0;
      return [
        ...quarterOf(chance, day.day, hour, start, 'passedBy', all - inside),
        ...quarterOf(chance, day.day, hour, start, 'entered', inside),
      ];
    });
  });
}

function quarterOf(chance: Chance, day: number, hour: number, start: number, pad: Pad, people: number): ScriptedFact[] {
  const half = halfAt(hour);
  const who = crewOf(day, half).counter;
  const shift = shiftId(day, half, who);
  const groups = groupsOf(chance, people).map((size) => ({ size, at: start + Math.floor(chance() * 15 * minuteMs) }));
  const taps = tappedDays.has(day) ? groups : fiveMinuteSums(groups, start);
  return taps.map(({ size, at }) => scripted(at, who, 'site:ja', 'people-counted', { shift, counter: pad, count: size }));
}

/** People in groups of one to four, until there are none left. */
export function groupsOf(chance: Chance, people: number): number[] {
  const groups: number[] = [];
  for (let left = people; left > 0; ) {
    const size = Math.min(left, weighted(chance, groupSizes));
    groups.push(size);
    left -= size;
  }
  return groups;
}

interface Group {
  readonly size: number;
  readonly at: number;
}

/** The same people as one number for every five minutes, written at their end. */
function fiveMinuteSums(groups: readonly Group[], start: number): Group[] {
  return [0, 1, 2].flatMap((part) => {
    const from = start + part * 5 * minuteMs;
    const until = from + 5 * minuteMs;
    const size = groups.filter(({ at }) => at >= from && at < until).reduce((sum, group) => sum + group.size, 0);
    return size === 0 ? [] : [{ size, at: until - 1_000 }];
  });
}

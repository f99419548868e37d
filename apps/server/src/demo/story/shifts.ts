import type { Post } from '@fieldloop/domain/payload';
import type { Calendar } from './calendar.ts';
import { dateOf, instantOf, isWeekend } from './calendar.ts';
import type { CastId } from './cast.ts';
import { firstDayOfV2, frozenDays } from './frozen-days.ts';
import { planId, v1, v2 } from './places.ts';
import type { Half } from './roster.ts';
import { crewOf, shiftId, shiftTimes } from './roster.ts';
import type { ScriptedFact } from './script.ts';
import { scripted } from './script.ts';

const ja = 'site:ja';

/** Everybody's shifts at the pop-up, and the lead's marks at opening. */
export function shiftsAndMarks(calendar: Calendar): ScriptedFact[] {
  return frozenDays.flatMap(({ day, weather, events }) => [
    ...(['early', 'late'] as const).flatMap((half) => shiftsOf(calendar, day, half)),
    scripted(instantOf(calendar, day, '09:52'), 'wang-shan', ja, 'day-marked', {
      day: dateOf(calendar, day),
      weather,
      dayType: isWeekend(day) ? (day % 7 === 6 ? 'saturday' : 'sunday') : day % 7 === 5 ? 'friday' : 'workday',
      events: [...events],
    }),
  ]);
}

function shiftsOf(calendar: Calendar, day: number, half: Half): ScriptedFact[] {
  const crew = crewOf(day, half);
  const { from, until } = shiftTimes[half];
  const revision = day < firstDayOfV2 ? v1 : v2;
  const posts: readonly (readonly [CastId, Post])[] = [
    [crew.lead, 'lead'], [crew.counter, 'greeter'], [crew.till, 'till'], [crew.fitting, 'fitting'],
  ];
  const own = posts.flatMap(([who, post], index) => {
    const shift = shiftId(day, half, who);
    return [
      scripted(instantOf(calendar, day, `${from}:${10 + index * 7}`), who, ja, 'shift-started', { shift, post, plan: planId, revision }),
      scripted(instantOf(calendar, day, `${until}:${10 + index * 7}`), who, ja, 'shift-ended', { shift }),
    ];
  });
  const helpers = crew.helpers.flatMap(({ who, post }, index) => {
    const shift = shiftId(day, half, who);
    return [
      scripted(instantOf(calendar, day, `${from}:${45 + index}`), crew.lead, ja, 'shift-started', { shift, post, person: who, plan: planId, revision }),
      scripted(instantOf(calendar, day, `${until}:0${1 + index}`), crew.lead, ja, 'shift-ended', { shift }),
    ];
  });
  return [...own, ...helpers];
}

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
    const [begin, end] = [from, until].map((time) => instantOf(calendar, day, `${time}:${10 + index * 7}`));
    // The door is never without a counter: the early one hands over to the late one.
    const relieved = post === 'greeter' && half === 'early' ? crewOf(day, 'late').counter : undefined;
    const relieves = post === 'greeter' && half === 'late' ? { previous: shiftId(day, 'early', crewOf(day, 'early').counter) } : {};
    return [
      scripted(begin ?? 0, who, ja, 'shift-started', { shift, post, plan: planId, revision, ...relieves }),
      relieved === undefined
        ? scripted(end ?? 0, who, ja, 'shift-ended', { shift })
        : scripted(end ?? 0, who, ja, 'shift-handed-over', { shift, to: relieved }),
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

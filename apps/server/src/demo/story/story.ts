import type { Calendar } from './calendar.ts';
import { instantOf } from './calendar.ts';
import { crowdOf } from './crowd.ts';
import { execution } from './execution.ts';
import { fittingRooms } from './fitting.ts';
import { frozenDays } from './frozen-days.ts';
import { groundwork, secondRevision } from './ground.ts';
import { complaintsHeard, items } from './issues.ts';
import { liveSessions } from './live-room.ts';
import { entryLoop, loopIds, otherLoops } from './loops.ts';
import { rules, targets } from './rules.ts';
import type { Offline, ScriptedFact } from './script.ts';
import { shiftsAndMarks } from './shifts.ts';
import { storeRefunds, tillOf } from './till.ts';

/** Everything that anybody of the cast does over four weeks, in order of time. The alerts are not in it: rules find them. */
export function story(calendar: Calendar): ScriptedFact[] {
  return [
    ...groundwork(calendar),
    ...shiftsAndMarks(calendar),
    ...frozenDays.flatMap((day) => crowdOf(calendar, day)),
    ...frozenDays.flatMap((day) => tillOf(calendar, day)),
    ...fittingRooms(calendar),
    ...storeRefunds(calendar),
    ...liveSessions(calendar),
    ...execution(calendar),
    ...items(calendar),
    ...complaintsHeard(calendar),
    ...rules(calendar),
    ...targets(calendar),
    ...entryLoop(calendar),
    ...secondRevision(calendar, loopIds.entry),
    ...otherLoops(calendar),
  ].sort((one, two) => one.at - two.at);
}

/** Who has no network when. */
export function offlineTimes(calendar: Calendar): Offline[] {
  const at = (day: number, time: string) => instantOf(calendar, day, time);
  return [
    // Off since day 13: opens the shop with the old revision and hears of the new one at 11:47.
    { who: 'chen-xiaoyu', from: at(13, '17:00'), until: at(15, '11:47') },
    { who: 'wu-tong', from: at(15, '09:00'), until: at(15, '10:22') },
  ];
}

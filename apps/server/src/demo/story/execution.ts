import type { Payloads } from '@fieldloop/domain/payloads';
import type { RevisionStep } from '@fieldloop/domain/revision-step';
import { dueSlots } from '@fieldloop/domain/step-schedule';
import { stepsFor } from '@fieldloop/domain/records/revision';
import { picture } from '../pictures/picture.ts';
import type { PictureName } from '../pictures/picture.ts';
import type { Calendar } from './calendar.ts';
import { dateOf, instantOf, midnightOf } from './calendar.ts';
import type { CastId } from './cast.ts';
import { cast } from './cast.ts';
import { distribute } from './distribute.ts';
import { firstDayOfV2, frozenDays } from './frozen-days.ts';
import { firstLiveDayOfV2, frozenSessions } from './live-room.ts';
import { jingan, liveRoom, v1, v2 } from './places.ts';
import { stepsV1, stepsV2 } from './procedure.ts';
import type { Chance } from './random.ts';
import { chanceOf, shuffled } from './random.ts';
import type { Crew } from './roster.ts';
import { crewOf, halfAt } from './roster.ts';
import type { ScriptedFact } from './script.ts';
import { scripted } from './script.ts';

type Evidence = NonNullable<Payloads['step-completed']['evidence']>;

/** Steps that were not done on time over days 1–14: 425 of 462 were. */
const missedV1: Readonly<Record<string, number>> = { leaflets: 17, 'photo-wall': 14, 'brand-story': 3, sticker: 3 };
/** The three days on which the floor learned the second revision, done per step; what is left out was done whole. */
const learning: ReadonlyMap<number, Readonly<Record<string, number>>> = new Map([
  [15, { outfits: 1, greeter: 7, 'crease-test': 1, 'try-in-three': 5, 'size-adviser': 1 }],
  [16, { greeter: 10, 'try-in-three': 9 }],
  [17, { greeter: 11, 'try-in-three': 11 }],
]);
/** Missed over days 18–28: 358 of 374 were done. */
const missedV2: Readonly<Record<string, number>> = { greeter: 5, 'crease-test': 1, 'try-in-three': 9, 'size-adviser': 1 };

/** Who does a step. */
const doers: Readonly<Record<string, keyof Omit<Crew, 'helpers'>>> = {
  'opening-walk': 'lead', 'switch-on': 'lead', closing: 'lead', leaflets: 'counter', greeter: 'counter',
  sticker: 'till', checkout: 'till', 'size-adviser': 'till',
};
const photoOf: Readonly<Record<string, PictureName>> = { closing: 'till', outfits: 'outfit', 'live-check': 'camera' };

/** How the pop-up and the live room carried out their procedure, answer by answer. */
export function execution(calendar: Calendar): ScriptedFact[] {
  const chance = chanceOf('execution');
  const missed = { v1: missesByDay(chance, missedV1, 1, 14), v2: missesByDay(chance, missedV2, 18, 28) };
  return [
    ...frozenDays.flatMap(({ day }) => {
      const steps = stepsFor(day < firstDayOfV2 ? stepsV1 : stepsV2, 'ja');
      return steps.flatMap((step) => {
        const slots = dueSlots(step.schedule, jingan);
        const learned = learning.get(day)?.[step.id];
        const misses = learned === undefined ? (missed[day < firstDayOfV2 ? 'v1' : 'v2'].get(`${step.id} ${day}`) ?? 0) : slots.length - learned;
        return answers(calendar, chance, day, step, misses);
      });
    }),
    ...triggeredSteps(calendar),
    ...liveRoomSteps(calendar, chance),
  ];
}

function missesByDay(chance: Chance, totals: Readonly<Record<string, number>>, from: number, until: number): Map<string, number> {
  const days = Array.from({ length: until - from + 1 }, (_, index) => from + index);
  return new Map(
    Object.entries(totals).flatMap(([step, total]) => {
      const parts = distribute(total, days.map(() => 0.4 + chance()));
      return days.map((day, index) => [`${step} ${day}`, parts[index] ?? 0] as const);
    }),
  );
}

function answers(calendar: Calendar, chance: Chance, day: number, step: RevisionStep, misses: number): ScriptedFact[] {
  const slots = dueSlots(step.schedule, jingan);
  const missing = new Set(shuffled(chance, slots).slice(0, misses));
  return slots.filter((slot) => !missing.has(slot)).map(({ slot, dueBy }) => {
    const early = slot === 'early' || (slot !== 'late' && halfAt(Math.floor(Number(slot) / 60)) === 'early');
    // Hourly steps somewhere in their hour, those of a shift towards its end, the others just before they are due.
    const minutesBefore = step.schedule.kind === 'hourly' ? 2 + chance() * 50 : step.schedule.kind === 'per-shift' ? 10 + chance() * 60 : 2 + chance() * 9;
    const at = midnightOf(calendar, day) + Math.round((step.id === 'closing' ? dueBy + 4 : dueBy - minutesBefore) * 60_000);
    return answer(calendar, day, at, step, slot, crewOf(day, early ? 'early' : 'late')[doers[step.id] ?? 'fitting'], chance);
  });
}

function answer(calendar: Calendar, day: number, at: number, step: RevisionStep, slot: string, who: CastId, chance: Chance): ScriptedFact {
  return scripted(at, who, 'site:ja', 'step-completed', {
    revision: day < firstDayOfV2 ? v1 : v2, step: step.id, day: dateOf(calendar, day), slot, done: true,
    evidence: evidenceFor(step, day, who, chance),
  });
}

function evidenceFor(step: RevisionStep, day: number, who: CastId, chance: Chance): Evidence {
  const numbers = step.evidence.filter((kind) => kind === 'number').map(() => 3 + Math.floor(chance() * 22));
  const front = day < firstDayOfV2 ? 'front-far' : 'front-open';
  return {
    ...(step.evidence.includes('photo') ? { photos: [picture(photoOf[step.id] ?? front).attachment] } : {}),
    ...(numbers.length > 0 ? { numbers } : {}),
    ...(step.evidence.includes('yes-no') ? { yes: true } : {}),
    ...(step.evidence.includes('name') ? { name: cast[who].name } : {}),
  };
}

/** Steps that only happen now and then: done in most cases, reported apart from what is due. */
const triggers = [
  ['size-log', 18, 20, 2], ['size-log', 20, 20, 3], ['size-log', 23, 20, 2], ['size-log', 26, 20, 2],
  ['curtain', 20, 15, 3], ['curtain', 21, 16, 1], ['curtain', 27, 14, 1],
] as const;
const notDone: ReadonlySet<string> = new Set(['size-log 26', 'curtain 21', 'curtain 27']);

function triggeredSteps(calendar: Calendar): ScriptedFact[] {
  return triggers.flatMap(([id, day, hour, times]) =>
    Array.from({ length: times }, (_, index) => {
      const { fitting } = crewOf(day, halfAt(hour));
      const done = !(notDone.has(`${id} ${day}`) && index === 0);
      return scripted(instantOf(calendar, day, `${hour}:${12 + index * 14}`), fitting, 'site:ja', 'step-completed', {
        revision: v2, step: id, day: dateOf(calendar, day), slot: `${index + 1}`, done,
        evidence: id === 'size-log' ? { numbers: [1] } : { yes: done },
      });
    }));
}

function liveRoomSteps(calendar: Calendar, chance: Chance): ScriptedFact[] {
  return frozenSessions.flatMap(({ day }) => {
    const revision = day < firstLiveDayOfV2 ? v1 : v2;
    const steps = stepsFor(day < firstLiveDayOfV2 ? stepsV1 : stepsV2, 'lv');
    return steps.flatMap((step) => {
      const slots = step.schedule.kind === 'triggered' ? [{ slot: '1', dueBy: 1_215 }] : dueSlots(step.schedule, liveRoom);
      return slots.map(({ slot, dueBy }) =>
        scripted(midnightOf(calendar, day) + (dueBy + 3) * 60_000, 'li-hang', 'site:lv', 'step-completed', {
          revision, step: step.id, day: dateOf(calendar, day), slot, done: true, evidence: evidenceFor(step, day, 'li-hang', chance),
        }));
    });
  });
}

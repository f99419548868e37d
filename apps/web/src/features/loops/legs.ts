import { m } from '../../paraglide/messages.js';
import { formatLeg } from '../../ui/desk-format/instants.ts';
import type { Locale } from '../../ui/locale.ts';
import type { Legs } from './loop-insight.ts';

export interface Leg {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** How long each leg took; a leg that has not ended is a dash. `workedFromDay`: days from in force until the interval left zero. */
export function legsOf(legs: Legs, workedFromDay: number | undefined, locale: Locale): readonly Leg[] {
  const signal = legs.signalAt ?? legs.openedAt;
  return [
    { key: 'decision', label: m.desk_loop_leg_decision(), value: between(signal, legs.decidedAt, locale) },
    { key: 'publish', label: m.desk_loop_leg_publish(), value: between(legs.decidedAt, legs.publishedAt, locale) },
    { key: 'force', label: m.desk_loop_leg_force(), value: between(legs.decidedAt, legs.inForceAt, locale) },
    {
      key: 'effect',
      label: m.desk_loop_leg_effect(),
      value: workedFromDay === undefined ? m.desk_loop_leg_none() : m.desk_loop_leg_days({ count: workedFromDay }),
    },
  ];
}

function between(from: number | undefined, to: number | undefined, locale: Locale): string {
  return from === undefined || to === undefined ? m.desk_loop_leg_none() : formatLeg(Math.max(0, to - from), locale);
}

import type { Post } from '@fieldloop/domain/payload';
import { isWeekend } from './calendar.ts';
import type { CastId } from './cast.ts';
import { firstDayOfV2 } from './frozen-days.ts';

export type Half = 'early' | 'late';

/** Early 09:30–16:30, late 15:30–22:30: seven hours each, one hour of overlap. */
export const shiftTimes = {
  early: { from: '09:30', until: '16:30' },
  late: { from: '15:30', until: '22:30' },
} as const satisfies Record<Half, { from: string; until: string }>;

/** From here on the late shift counts, sells and serves. */
export const handoverHour = 16;

export interface Crew {
  readonly lead: CastId;
  /** Counts at the door. */
  readonly counter: CastId;
  readonly till: CastId;
  readonly fitting: CastId;
  /** Helpers of the second revision, without a phone of their own: the lead starts their shift. */
  readonly helpers: readonly { readonly who: CastId; readonly post: Post }[];
}

/** Days on which 林晓 and 何佳 work late and 陈小雨 and 吴桐 early; otherwise the other way round. */
const swapped: ReadonlySet<number> = new Set([5, 6, 8, 9, 13, 18, 20, 21, 22, 23]);
/** Days on which the two counters change places. */
const countersSwapped: ReadonlySet<number> = new Set([7, 10]);

/** Four people a shift at first; five with the second revision, six at its weekends. */
export function crewOf(day: number, half: Half): Crew {
  const early = half === 'early';
  const first = { till: 'lin-xiao', fitting: 'he-jia' } as const;
  const second = { till: 'chen-xiaoyu', fitting: 'wu-tong' } as const;
  const pair = early !== swapped.has(day) ? first : second;
  // 陈小雨 is off from day 13 on and sells in the morning of day 15, with the old revision in hand.
  const till = day === firstDayOfV2 ? (early ? 'chen-xiaoyu' : 'lin-xiao') : refit(day, half) ? 'zhao-lei' : pair.till;
  const helpers: Crew['helpers'] = [
    { who: early ? 'helper-early' : 'helper-late', post: 'greeter' },
    { who: early ? 'fitting-early' : 'fitting-late', post: 'fitting' },
  ];
  return {
    lead: early || refit(day, half) ? 'wang-shan' : 'zhao-lei',
    counter: early !== countersSwapped.has(day) ? 'sun-yue' : 'ma-jun',
    till,
    fitting: pair.fitting,
    helpers: day < firstDayOfV2 ? [] : helpers.slice(0, isWeekend(day) ? 2 : 1),
  };
}

export function halfAt(hour: number): Half {
  return hour < handoverHour ? 'early' : 'late';
}

/** The record id of somebody's shift on a day. */
export function shiftId(day: number, half: Half, who: CastId): string {
  return `shift-${day}-${half}-${who}`;
}

/** The evening before the second revision: 王珊 stays for the builders, 赵磊 sells. */
function refit(day: number, half: Half): boolean {
  return day === firstDayOfV2 - 1 && half === 'late';
}

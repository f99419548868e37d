import type { Payloads } from '@fieldloop/domain/payloads';
import type { Calendar } from './calendar.ts';
import { instantOf } from './calendar.ts';
import { planId, v1, v2 } from './places.ts';
import { distribute } from './distribute.ts';
import type { ScriptedFact } from './script.ts';
import { scripted } from './script.ts';

/** One session by the platform's own totals, people. */
export interface FrozenSession {
  readonly number: number;
  readonly day: number;
  readonly reached: number;
  readonly reserved: number;
  readonly exposure: number;
  readonly viewer: number;
  readonly impression: number;
  readonly click: number;
  readonly order: number;
  /** Whole yuan. */
  readonly gmv: number;
  readonly follow: number;
  readonly contact: number;
  readonly averageStaySeconds: number;
  readonly peakOnline: number;
  readonly refunds: number;
  /** Whole yuan. */
  readonly refunded: number;
}

const rows = [
  [3, 18_200, 410, 8_900, 1_870, 1_330, 372, 17, 4_862, 31, 18, 68, 142, 4, 1_144],
  [6, 18_300, 520, 10_400, 2_240, 1_610, 460, 22, 6_270, 42, 25, 71, 176, 5, 1_425],
  [10, 18_350, 380, 8_300, 1_700, 1_190, 327, 14, 3_990, 26, 14, 66, 131, 3, 855],
  [13, 18_420, 540, 10_100, 2_150, 1_520, 430, 21, 5_964, 38, 22, 70, 168, 5, 1_420],
  [17, 18_560, 560, 9_300, 2_420, 1_890, 660, 49, 14_945, 71, 58, 104, 214, 8, 2_440],
  [20, 18_700, 780, 12_200, 3_420, 2_700, 980, 82, 25_338, 118, 96, 112, 305, 15, 4_635],
  [24, 18_850, 610, 9_900, 2_730, 2_160, 780, 64, 19_648, 84, 71, 109, 238, 11, 3_377],
  // The last one's refunds go on: seven days are not over.
  [27, 19_010, 860, 12_900, 3_740, 2_990, 1_110, 97, 30_264, 133, 109, 116, 342, 9, 2_808],
] as const;

export const frozenSessions: readonly FrozenSession[] = rows.map(
  ([day, reached, reserved, exposure, viewer, impression, click, order, gmv, follow, contact, averageStaySeconds, peakOnline, refunds, refunded], index) => ({
    number: index + 1, day, reached, reserved, exposure, viewer, impression, click, order, gmv, follow, contact,
    averageStaySeconds, peakOnline, refunds, refunded,
  }),
);

/** The live room works by the second revision from its fifth session on. */
export const firstLiveDayOfV2 = 17;

const readingTimes = ['20:30', '21:00', '21:30', '22:00'] as const;
const shareSeen = [0.27, 0.55, 0.81, 1] as const;
const shareClicked = [0.22, 0.5, 0.78, 1] as const;
const shareOrdered = [0.18, 0.45, 0.77, 1] as const;

type Totals = Payloads['live-reading']['total'];

/** The running totals at one of the four readings. */
export function totalsAt(session: FrozenSession, reading: number): Required<{ [Key in keyof Totals]: number }> {
  const seen = shareSeen[reading] ?? 1;
  const clicked = shareClicked[reading] ?? 1;
  const ordered = shareOrdered[reading] ?? 1;
  return {
    // The private domain is told before the session: whole from the first reading on.
    reached: session.reached,
    reserved: session.reserved,
    exposure: Math.round(session.exposure * seen),
    viewer: Math.round(session.viewer * seen),
    impression: Math.round(session.impression * clicked),
    click: Math.round(session.click * clicked),
    order: Math.round(session.order * ordered),
    follow: Math.round(session.follow * ordered),
    contact: Math.round(session.contact * ordered),
    gmvMinor: Math.round(session.gmv * ordered) * 100,
  };
}

/** A session with its readings and marks, typed by the live controller. */
export function liveSessions(calendar: Calendar): ScriptedFact[] {
  return frozenSessions.flatMap((session) => sessionOf(calendar, session));
}

export function sessionId(session: Pick<FrozenSession, 'number'>): string {
  return `live-${session.number}`;
}

function sessionOf(calendar: Calendar, session: FrozenSession): ScriptedFact[] {
  const { day } = session;
  const id = sessionId(session);
  const at = (time: string) => instantOf(calendar, day, time);
  const revision = day < firstLiveDayOfV2 ? v1 : v2;
  const shift = `shift-${day}-live`;
  const by = 'li-hang';
  const readings = readingTimes.map((time, index) => {
    const total = totalsAt(session, index);
    const before = index === 0 ? undefined : totalsAt(session, index - 1);
    const delta = Object.fromEntries(
      (Object.keys(total) as (keyof typeof total)[]).map((key) => [key, total[key] - (before?.[key] ?? 0)]),
    );
    const seen = shareSeen[index] ?? 1;
    return scripted(at(`${time}:40`), by, 'site:lv', 'live-reading', {
      session: id, reading: `${id}-${index + 1}`, readAt: at(time), since: at(readingTimes[index - 1] ?? '20:00'), basis: 'people',
      total, delta, currency: 'CNY',
      averageStaySeconds: Math.round(session.averageStaySeconds * (0.9 + 0.1 * seen)),
      peakOnline: Math.round(session.peakOnline * Math.min(1, 0.7 + 0.15 * index)),
    });
  });
  const pinned = ['20:00', '20:20', '20:40', '21:00', '21:20', '21:40'].map((time, index) =>
    scripted(at(`${time}:30`), by, 'site:lv', 'live-session-marked', {
      session: id, mark: `${id}-pin-${index + 1}`, kind: 'product-pinned', style: ['YL-S01', 'YL-P02', 'YL-K03', 'YL-S01', 'YL-T04', 'YL-B05'][index],
    }));
  return [
    scripted(at('19:30'), by, 'site:lv', 'shift-started', { shift, post: 'live', plan: planId, revision }),
    scripted(at('20:00:05'), by, 'site:lv', 'live-session-started', {
      session: id, title: `轻通勤直播 第 ${session.number} 场`, platform: 'channels', host: 'su-qing', plan: planId, revision,
    }),
    ...pinned,
    ...readings,
    ...marksOf(calendar, session),
    scripted(at('22:01'), by, 'site:lv', 'live-session-ended', { session: id }),
    scripted(at('22:20'), by, 'site:lv', 'shift-ended', { shift }),
    ...refundsOf(calendar, session),
  ];
}

function marksOf(calendar: Calendar, session: FrozenSession): ScriptedFact[] {
  const id = sessionId(session);
  if (session.number === 4) {
    return [scripted(instantOf(calendar, session.day, '21:05'), 'li-hang', 'site:lv', 'live-session-marked', {
      session: id, mark: `${id}-host`, kind: 'host-changed', person: 'liang-jia', note: '换梁佳主播 15 分钟',
    })];
  }
  if (session.number === 6) {
    return [scripted(instantOf(calendar, session.day, '20:40'), 'fang-yuan', 'site:lv', 'live-session-marked', {
      session: id, mark: `${id}-price`, kind: 'complaint', note: '评论区问：店里为什么贵 40',
    })];
  }
  return [];
}

/** Refunds of a session's orders on the days after it, of those that the story has reached. */
function refundsOf(calendar: Calendar, session: FrozenSession): ScriptedFact[] {
  const amounts = distribute(session.refunded, Array.from({ length: session.refunds }, (_, index) => 10 + (index % 3)));
  const orderedAt = instantOf(calendar, session.day, '21:15');
  const lastDay = Math.min(28, session.day + 6);
  return amounts.map((amount, index) => {
    const day = session.day + 1 + (index % (lastDay - session.day));
    return scripted(instantOf(calendar, day, `10:${10 + index}`), 'li-hang', 'site:lv', 'refund-recorded', {
      refund: `${sessionId(session)}-refund-${index + 1}`, sale: `${sessionId(session)}-order-${index + 1}`, source: 'live',
      orderedAt, amountMinor: amount * 100, currency: 'CNY',
    });
  });
}

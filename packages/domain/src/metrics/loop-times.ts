import type { Bilingual } from './define-metric.ts';

/** The instants of a loop, ms. Delivered, read and in force are independent of each other, not stages. */
export interface LoopInstants {
  readonly signalAt?: number | undefined;
  readonly decidedAt?: number | undefined;
  readonly publishedAt?: number | undefined;
  readonly deliveredAt?: number | undefined;
  readonly readAt?: number | undefined;
  readonly inForceAt?: number | undefined;
  readonly effectKnownAt?: number | undefined;
}

export interface LegDefinition {
  readonly id: string;
  readonly title: Bilingual;
  readonly from: keyof LoopInstants;
  readonly to: keyof LoopInstants;
}

/** Each leg of a loop; every one is lower-is-better and measured in ms. */
export const loopLegs = [
  { id: 'signal-to-decision', title: { zh: '起因→决定', en: 'Signal to decision' }, from: 'signalAt', to: 'decidedAt' },
  { id: 'decision-to-published', title: { zh: '决定→发布', en: 'Decision to published' }, from: 'decidedAt', to: 'publishedAt' },
  { id: 'published-to-delivered', title: { zh: '发布→送达', en: 'Published to delivered' }, from: 'publishedAt', to: 'deliveredAt' },
  { id: 'published-to-read', title: { zh: '发布→已读', en: 'Published to read' }, from: 'publishedAt', to: 'readAt' },
  { id: 'decision-to-in-force', title: { zh: '决定→生效', en: 'Decision to in force' }, from: 'decidedAt', to: 'inForceAt' },
  { id: 'in-force-to-effect', title: { zh: '生效→见效', en: 'In force to effect' }, from: 'inForceAt', to: 'effectKnownAt' },
  { id: 'signal-to-effect', title: { zh: '起因→见效', en: 'Signal to effect' }, from: 'signalAt', to: 'effectKnownAt' },
] as const satisfies readonly LegDefinition[];

export type LegId = (typeof loopLegs)[number]['id'];

/**
 * How long each leg took, in ms; a leg whose ends are not both known is absent. May be negative: a revision can be
 * put in force before the phones have it.
 */
export function loopTimes(instants: LoopInstants): ReadonlyMap<LegId, number> {
  const times = new Map<LegId, number>();
  for (const { id, from, to } of loopLegs) {
    const start = instants[from];
    const stop = instants[to];
    if (start !== undefined && stop !== undefined) times.set(id, stop - start);
  }
  return times;
}

/** The middle one of the loops that have this leg; undefined when none has. */
export function medianLeg(loops: readonly LoopInstants[], leg: LegId): number | undefined {
  const times = loops.flatMap((loop) => loopTimes(loop).get(leg) ?? []).toSorted((a, b) => a - b);
  const upper = times[Math.floor(times.length / 2)];
  const lower = times[Math.floor((times.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

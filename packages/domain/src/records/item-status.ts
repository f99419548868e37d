import type { ItemStatus } from '../facts/payload.ts';

export type ItemKind = 'issue' | 'content';

/** Where each status may go. A status that its kind never takes goes nowhere. */
export const itemTransitions = {
  issue: {
    open: ['doing', 'done', 'declined'],
    doing: ['open', 'done', 'declined'],
    done: ['verified', 'open'],
    verified: ['open'],
    declined: ['open'],
    proposed: [],
    adopted: [],
  },
  content: {
    open: [],
    doing: [],
    done: [],
    verified: [],
    declined: ['proposed'],
    proposed: ['adopted', 'declined'],
    adopted: ['proposed'],
  },
} as const satisfies Record<ItemKind, Record<ItemStatus, readonly ItemStatus[]>>;

/** The status that an item of this kind begins with. */
export const firstStatus = { issue: 'open', content: 'proposed' } as const satisfies Record<ItemKind, ItemStatus>;

/** Nothing is left to do. */
export const settledStatuses: readonly ItemStatus[] = ['done', 'verified', 'declined', 'adopted'];

export function mayMove(kind: ItemKind, from: ItemStatus, to: ItemStatus): boolean {
  const targets: readonly ItemStatus[] = itemTransitions[kind][from];
  return targets.includes(to);
}

import type { Loop } from '@fieldloop/domain/records/loop';
import { m } from '../../paraglide/messages.js';
import type { TagTone } from '../../ui/desk/tag.tsx';

export type LoopState = 'undecided' | 'decided' | 'published' | 'in-force' | 'closed';

/** How far a loop has come: the furthest thing that has happened to it. */
export function loopState(loop: Pick<Loop, 'closed' | 'inForce' | 'revisions' | 'decision'>): LoopState {
  if (loop.closed) return 'closed';
  if (loop.inForce.length > 0) return 'in-force';
  if (loop.revisions.length > 0) return 'published';
  return loop.decision ? 'decided' : 'undecided';
}

const words = {
  undecided: m.desk_loop_state_undecided,
  decided: m.desk_loop_state_decided,
  published: m.desk_loop_state_published,
  'in-force': m.desk_loop_state_in_force,
  closed: m.desk_loop_state_closed,
} as const satisfies Record<LoopState, () => string>;

const tones = {
  undecided: 'attention',
  decided: 'info',
  published: 'info',
  'in-force': 'good',
  closed: 'neutral',
} as const satisfies Record<LoopState, TagTone>;

export function loopStateWords(state: LoopState): { readonly words: string; readonly tone: TagTone } {
  return { words: words[state](), tone: tones[state] };
}

export type Outcome = NonNullable<Loop['closed']>['outcome'];

export const outcomes = [
  'helped',
  'no-difference',
  'worse',
  'no-action',
  'unknown',
] as const satisfies readonly Outcome[];

const outcomeNames = {
  helped: m.desk_loop_outcome_helped,
  'no-difference': m.desk_loop_outcome_no_difference,
  worse: m.desk_loop_outcome_worse,
  'no-action': m.desk_loop_outcome_no_action,
  unknown: m.desk_loop_outcome_unknown,
} as const satisfies Record<Outcome, () => string>;

export function outcomeWords(outcome: Outcome): string {
  return outcomeNames[outcome]();
}

/** Open ones first, then the newest. */
export function byOpenThenNewest(left: Loop, right: Loop): number {
  return Number(Boolean(left.closed)) - Number(Boolean(right.closed)) || right.openedAt - left.openedAt;
}

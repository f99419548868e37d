import { reasons, type Reason, type RequestReason } from '../protocol/reasons.ts';

/**
 * Where a client stands. `soon`: facts were written, a moment is left for more. `waiting`: for the next attempt.
 * `paused`: until a person signs in; where a phone may still push, what is written goes out meanwhile.
 */
export const phases = ['off', 'idle', 'soon', 'pushing', 'pulling', 'waiting', 'paused'] as const;
export type Phase = (typeof phases)[number];

/** Why an attempt failed: the server or the way to it, or the device's own storage. */
export type FailureReason = RequestReason | 'storage-failed';

export type Input =
  | Signal<'started'> | Signal<'stopped'> | Signal<'wrote'> | Signal<'hinted'> | Signal<'woke'> | Signal<'elapsed'>
  | Signal<'signed-in'>
  /**
   * A batch was judged (or there was none). `more` are left; `retryAfter`: the server asks for a pause, ms; `failing`:
   * the server failed at it and takes others, so the rest goes on, at the pace of the failures so far.
   */
  | { readonly type: 'pushed'; readonly more: boolean; readonly retryAfter?: number | undefined; readonly failing?: boolean | undefined }
  | { readonly type: 'pulled'; readonly more: boolean }
  | { readonly type: 'failed'; readonly reason: FailureReason; readonly retryAfter?: number | undefined };
interface Signal<Type extends string> {
  readonly type: Type;
}
export type InputType = Input['type'];

export type Effect =
  | { readonly type: 'push' }
  | { readonly type: 'pull' }
  /** Calls back with `elapsed` after `atLeast` plus a random part of `spread` ms; replaces an earlier wait. */
  | { readonly type: 'wait'; readonly atLeast: number; readonly spread: number }
  | { readonly type: 'cancel-wait' };

export interface MachineState {
  readonly phase: Phase;
  /** Failures in a row. */
  readonly attempt: number;
  /** Asked for while something else was under way. */
  readonly wantsPush: boolean;
  readonly wantsPull: boolean;
  /** Why it waits or is paused, or why this round's push failed while its pull is still tried. */
  readonly reason?: FailureReason | undefined;
  /** How long the server that refused this round's push asks to be left alone, ms. */
  readonly retryAfter?: number | undefined;
  /** While paused: only reading was refused so far, so what is written is still sent. */
  readonly mayPush?: boolean | undefined;
}

export interface Step {
  readonly state: MachineState;
  readonly effects: readonly Effect[];
}

/** Writes that follow within this time travel together. */
export const COALESCE_MS = 250;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 60_000;
/** From the largest batch to a single fact; one that is too large by itself is not sent without a pause. */
const HALVINGS = 10;

export const initialState: MachineState = { phase: 'off', attempt: 0, wantsPush: false, wantsPull: false };

/** What follows from an input. Pure and total: every phase answers every input. */
export function step(state: MachineState, input: Input): Step {
  const transition = transitions[state.phase][input.type] as Transition;
  return transition(state, input);
}

type Transition = (state: MachineState, input: Input) => Step;
type TransitionOn<Type extends InputType> = (state: MachineState, input: Extract<Input, { type: Type }>) => Step;
type Row = { readonly [Type in InputType]: TransitionOn<Type> };

const stay: Transition = (state) => ({ state, effects: [] });
const stop: Transition = () => ({ state: initialState, effects: [{ type: 'cancel-wait' }] });
const push: Transition = (state) => ({ state: { ...state, phase: 'pushing', wantsPush: false }, effects: [{ type: 'push' }] });
const pull: Transition = (state) => ({ state: { ...state, phase: 'pulling', wantsPull: false }, effects: [{ type: 'pull' }] });
const rememberPush: Transition = (state) => ({ state: { ...state, wantsPush: true }, effects: [] });
const rememberPull: Transition = (state) => ({ state: { ...state, wantsPull: true }, effects: [] });
const rememberBoth: Transition = (state) => ({ state: { ...state, wantsPush: true, wantsPull: true }, effects: [] });
const soon: Transition = (state) => ({
  state: { ...state, phase: 'soon' },
  effects: [{ type: 'wait', atLeast: COALESCE_MS, spread: 0 }],
});
/** The person or the network came back: the next attempt is a first one. */
const afresh: Transition = (state, input) => {
  const { state: next, effects } = push({ ...state, attempt: 0, reason: undefined, retryAfter: undefined }, input);
  return { state: next, effects: [{ type: 'cancel-wait' }, ...effects] };
};

/** A batch went through: the rest of the outbox, then what others changed. */
const pushed: TransitionOn<'pushed'> = (state, input) => {
  const { more, retryAfter, failing } = input;
  const settled = { ...state, attempt: failing ? state.attempt : 0, reason: undefined, retryAfter: undefined };
  if (more && retryAfter !== undefined) return wait({ ...settled, reason: 'busy' }, retryAfter, 0);
  return more ? push(settled, input) : pull(settled, input);
};

/** A page went through. Facts written meanwhile come first; then further pages; then rest. */
const pulled: TransitionOn<'pulled'> = (state, input) => {
  if (state.reason !== undefined) return input.more ? pull(state, input) : backOff(state, state.retryAfter);
  const settled = { ...state, attempt: 0 };
  if (state.wantsPush) return push(settled, input);
  if (input.more || state.wantsPull) return pull(settled, input);
  return { state: { ...settled, phase: 'idle' }, effects: [] };
};

/** Nothing was taken. A server that answers may still be read from, so a push that fails never starves pulls. */
const pushFailed: TransitionOn<'failed'> = (state, input) => {
  const failed = { ...state, attempt: state.attempt + 1, reason: input.reason, retryAfter: input.retryAfter };
  if (input.reason === 'too-large' && failed.attempt < HALVINGS) return push({ ...state, attempt: failed.attempt }, input);
  if (pauses(input.reason)) return paused({ ...failed, mayPush: false });
  if (answered.has(input.reason)) return pull(failed, input);
  return backOff(failed, input.retryAfter);
};

const pullFailed: TransitionOn<'failed'> = (state, input) => {
  const failed = { ...state, attempt: state.attempt + (state.reason === undefined ? 1 : 0), reason: input.reason };
  if (!pauses(input.reason)) return backOff(failed, input.retryAfter ?? state.retryAfter);
  const refused = { ...failed, mayPush: true };
  return state.wantsPush ? soon(refused, input) : paused(refused);
};

/** Without a sign-in nothing is read, but a phone may be trusted to send what it still has. */
const wroteWhilePaused: Transition = (state, input) => (state.mayPush ? soon(state, input) : stay(state, input));

/** Each phase's answer to each input. What cannot happen in a phase changes nothing there. */
export const transitions = {
  off: {
    started: push, stopped: stay, wrote: stay, hinted: stay, woke: stay, elapsed: stay, 'signed-in': stay,
    pushed: stay, pulled: stay, failed: stay,
  },
  idle: {
    started: stay, stopped: stop, wrote: soon, hinted: pull, woke: push, elapsed: stay, 'signed-in': push,
    pushed: stay, pulled: stay, failed: stay,
  },
  soon: {
    started: stay, stopped: stop, wrote: stay, hinted: rememberPull, woke: afresh, elapsed: push, 'signed-in': afresh,
    pushed: stay, pulled: stay, failed: stay,
  },
  pushing: {
    started: stay, stopped: stop, wrote: rememberPush, hinted: rememberPull, woke: stay, elapsed: stay, 'signed-in': stay,
    pushed, pulled: stay, failed: pushFailed,
  },
  pulling: {
    started: stay, stopped: stop, wrote: rememberPush, hinted: rememberPull, woke: rememberBoth, elapsed: stay,
    'signed-in': rememberBoth, pushed: stay, pulled, failed: pullFailed,
  },
  waiting: {
    started: stay, stopped: stop, wrote: stay, hinted: stay, woke: afresh, elapsed: push, 'signed-in': afresh,
    pushed: stay, pulled: stay, failed: stay,
  },
  paused: {
    started: stay, stopped: stop, wrote: wroteWhilePaused, hinted: stay, woke: afresh, elapsed: stay, 'signed-in': afresh,
    pushed: stay, pulled: stay, failed: stay,
  },
} as const satisfies Record<Phase, Row>;

function paused(state: MachineState): Step {
  return { state: { ...state, phase: 'paused' }, effects: [] };
}

/** Full jitter: anything up to the doubling limit, so that a thousand phones do not come back together. */
function backOff(state: MachineState, retryAfter?: number): Step {
  const limit = Math.min(FIRST_BACKOFF_MS * 2 ** Math.min(state.attempt, 10), LONGEST_BACKOFF_MS);
  if (retryAfter !== undefined) return wait(state, retryAfter, limit);
  return policyOf(state.reason) === 'after-update' ? wait(state, LONGEST_BACKOFF_MS, 0) : wait(state, 0, limit);
}

function wait(state: MachineState, atLeast: number, spread: number): Step {
  return { state: { ...state, phase: 'waiting' }, effects: [{ type: 'wait', atLeast, spread }] };
}

/** Reasons that come from a server that is there, so that reading from it is worth a try. */
const answered: ReadonlySet<FailureReason> = new Set(['busy', 'failed', 'rate-limited', 'too-old', 'bad-frame']);

function pauses(reason: FailureReason): boolean {
  return policyOf(reason) === 'after-sign-in';
}

function policyOf(reason: Reason | undefined): string | undefined {
  return reason && reasons[reason].retry;
}

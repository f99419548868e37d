/** `inactive → pending → firing → recovering → inactive`. */
export type Phase = 'inactive' | 'pending' | 'firing' | 'recovering';

/** What one closed quarter said. */
export type Reading =
  /** The whole interval lies beyond the level. */
  | 'beyond'
  /** Neither surely beyond nor past the recovery level. */
  | 'between'
  | 'recovered'
  /** Fewer counted than the rule's minimum. */
  | 'not-enough'
  /** Judging is held back: nobody knows whether data is missing. */
  | 'stale'
  /** The site was shut. */
  | 'closed';

export interface Machine {
  readonly phase: Phase;
  /** Consecutive readings that count towards the next phase. */
  readonly streak: number;
  /** When it entered firing. */
  readonly firedAt?: number;
  readonly lastBeyondAt?: number;
}

/** How many readings it takes, from the rule. */
export interface Patience {
  readonly evaluations: number;
  readonly recoveryEvaluations: number;
  readonly keepFiringMinutes: number;
}

type Transition = (machine: Machine, at: number, patience: Patience) => Machine;

export const quiet: Machine = { phase: 'inactive', streak: 0 };

/** Every phase answers every reading. */
const transitions = {
  inactive: {
    beyond: countTowardsFiring,
    between: stay,
    recovered: stay,
    'not-enough': stay,
    stale: stay,
    closed: stay,
  },
  pending: {
    beyond: countTowardsFiring,
    between: calm,
    recovered: calm,
    // Quarters must be consecutive, each with enough people: one with too few starts over.
    'not-enough': calm,
    stale: stay,
    closed: calm,
  },
  firing: {
    beyond: fireOn,
    between: stay,
    recovered: countTowardsRecovery,
    'not-enough': stay,
    stale: stay,
    // Overnight nothing improves by itself: it is judged again after opening.
    closed: stay,
  },
  recovering: {
    beyond: fireOn,
    between: relapse,
    recovered: countTowardsRecovery,
    'not-enough': stay,
    stale: stay,
    closed: stay,
  },
} satisfies Record<Phase, Record<Reading, Transition>>;

/** The next state of a rule after one more closed quarter. Pure. */
export function step(machine: Machine, reading: Reading, at: number, patience: Patience): Machine {
  return transitions[machine.phase][reading](machine, at, patience);
}

/** Has it fired and not cleared? */
export function isActive(machine: Machine): boolean {
  return machine.phase === 'firing' || machine.phase === 'recovering';
}

function stay(machine: Machine): Machine {
  return machine;
}

function calm(): Machine {
  return quiet;
}

function countTowardsFiring(machine: Machine, at: number, { evaluations }: Patience): Machine {
  const streak = machine.streak + 1;
  if (streak < evaluations) return { phase: 'pending', streak, lastBeyondAt: at };
  return { phase: 'firing', streak: 0, firedAt: at, lastBeyondAt: at };
}

function fireOn(machine: Machine, at: number): Machine {
  return { ...machine, phase: 'firing', streak: 0, lastBeyondAt: at };
}

function relapse(machine: Machine): Machine {
  return { ...machine, phase: 'firing', streak: 0 };
}

function countTowardsRecovery(machine: Machine, at: number, patience: Patience): Machine {
  const streak = machine.streak + 1;
  const held = at - (machine.lastBeyondAt ?? at) >= patience.keepFiringMinutes * 60_000;
  if (streak >= patience.recoveryEvaluations && held) return quiet;
  return { ...machine, phase: 'recovering', streak };
}

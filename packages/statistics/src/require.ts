/** Guards shared by every public function: a wrong argument is a RangeError that says what was wanted. */

export function requireConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence must lie between 0 and 1, such as 0.95; got ${confidence}`);
  }
}

export function requireRate(name: string, rate: number): void {
  if (!(rate >= 0 && rate <= 1)) {
    throw new RangeError(`${name} must be a rate from 0 to 1; got ${rate}`);
  }
}

export function requirePositive(name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`${name} must be a finite number above 0; got ${value}`);
  }
}

export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) {
    throw new RangeError(`${name} must be a finite number; got ${value}`);
  }
}

export function requireWhole(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`${name} must be a whole number of 0 or more; got ${value}`);
  }
}

/** Successes out of trials, with at least one trial unless `emptyAllowed`. */
export function requireCounts(successes: number, trials: number, emptyAllowed = false): void {
  requireWhole('successes', successes);
  requireWhole('trials', trials);
  if (trials === 0 && !emptyAllowed) {
    throw new RangeError('trials must be 1 or more: a rate of nothing has no interval');
  }
  if (successes > trials) {
    throw new RangeError(`successes (${successes}) must not exceed trials (${trials})`);
  }
}

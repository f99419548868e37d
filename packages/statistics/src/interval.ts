/** A closed interval in the unit of the quantity it surrounds. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Successes out of trials of one arm. */
export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

/** Where a client stands. */
export const phases = ['off', 'idle', 'soon', 'pushing', 'pulling', 'waiting', 'paused'] as const;
export type Phase = (typeof phases)[number];

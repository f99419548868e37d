/** Every misfortune, and its probability per occasion in a world where it strikes at all. */
export const faultRates = {
  // On the way, per request.
  'dropped-request': 0.06,
  'dropped-reply': 0.08,
  duplicated: 0.06,
  delayed: 0.1,
  /** Counted when a message overtakes another of its phone; comes of `delayed` and `duplicated`. */
  reordered: 0,
  // In a tab or the worker, per thing that it awaits.
  'crash-before-await': 0.002,
  'crash-after-await': 0.002,
  // In a server, per thing that a transaction awaits, and per transaction.
  'server-crash': 0.003,
  'server-crash-after-commit': 0.04,
  deadlock: 0.04,
  'failed-commit': 0.02,
  // In a phone's storage, per call.
  'aborted-transaction': 0.003,
  'dead-handle': 0.002,
  // Every second, to one phone.
  offline: 0.06,
  partition: 0.06,
  'expired-token': 0.03,
  'clock-jump': 0.04,
  'access-removed': 0.03,
  'access-given': 0.06,
  'old-client': 0.03,
  'cloned-device': 0.02,
  /** What waits on it is written to a file, and a lead brings that in, soon or late, once or twice. */
  'carried-file': 0.04,
  quota: 0.03,
  eviction: 0.03,
  'lost-transactions': 0.05,
  // Every second, to the servers.
  'old-server': 0.04,
  /** It answers, and fails at everything. */
  outage: 0.04,
  'restored-backup': 0.02,
  /** No fault: somebody at the desk takes up a fact in quarantine. */
  'desk-settles': 0.3,
  // Per fact written.
  'poison-fact': 0.02,
  // Per part of a photo: only its beginning arrives.
  'cut-photo': 0.15,
} as const satisfies Record<string, number>;

export type FaultKind = keyof typeof faultRates;
export const faultKinds = Object.keys(faultRates) as FaultKind[];

/** Faults that excuse something (a promise that was not given): they are left out of most worlds, to keep those strict. */
const excusing: ReadonlySet<FaultKind> = new Set(['eviction', 'lost-transactions', 'restored-backup', 'old-server']);

/** How likely a world has a kind of fault at all: worlds that lack some find bugs that the full mixture hides. */
export function shareOfWorlds(kind: FaultKind): number {
  return excusing.has(kind) ? 0.2 : 0.7;
}

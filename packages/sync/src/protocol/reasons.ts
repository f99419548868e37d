/** What a client does about a reason, and what a person and HTTP are told. */
export interface ReasonPolicy {
  /** `fact`: concerns one fact, its neighbours go on. `request`: nothing of the request was kept. `local`: found on the device. */
  readonly about: 'fact' | 'request' | 'local';
  /**
   * `never`: the outcome is final. `backoff`: same request again, later. `from-expected`: resend from `expect`.
   * `after-sign-in`, `after-update`: when the person has acted. `as-new-device`: mint a device, keep the ids.
   * `smaller`: same facts in smaller batches. `snapshot`: read the scope anew. `when-subject-arrives`: the server does it.
   */
  readonly retry:
    | 'never' | 'backoff' | 'from-expected' | 'after-sign-in' | 'after-update'
    | 'as-new-device' | 'smaller' | 'snapshot' | 'when-subject-arrives';
  /** Whether a person must be told. */
  readonly tell: boolean;
  readonly status: number;
}

/** Every reason there is. A reason outside this list is a programming error, caught by the compiler. */
export const reasons = {
  // One fact.
  malformed: { about: 'fact', retry: 'never', tell: true, status: 422 },
  unstorable: { about: 'fact', retry: 'never', tell: true, status: 422 },
  'too-long': { about: 'fact', retry: 'never', tell: true, status: 422 },
  'unknown-fact': { about: 'fact', retry: 'after-update', tell: true, status: 422 },
  'newer-version': { about: 'fact', retry: 'after-update', tell: true, status: 422 },
  invalid: { about: 'fact', retry: 'never', tell: true, status: 422 },
  'wrong-scope': { about: 'fact', retry: 'never', tell: true, status: 422 },
  'not-allowed': { about: 'fact', retry: 'never', tell: true, status: 403 },
  'fold-failed': { about: 'fact', retry: 'never', tell: true, status: 422 },
  parked: { about: 'fact', retry: 'after-update', tell: true, status: 422 },
  dismissed: { about: 'fact', retry: 'never', tell: false, status: 422 },
  deleted: { about: 'fact', retry: 'never', tell: true, status: 409 },
  superseded: { about: 'fact', retry: 'never', tell: true, status: 409 },
  'subject-missing': { about: 'fact', retry: 'when-subject-arrives', tell: false, status: 202 },
  // One request.
  unreachable: { about: 'request', retry: 'backoff', tell: false, status: 0 },
  busy: { about: 'request', retry: 'backoff', tell: false, status: 503 },
  failed: { about: 'request', retry: 'backoff', tell: false, status: 500 },
  'rate-limited': { about: 'request', retry: 'backoff', tell: false, status: 429 },
  gap: { about: 'request', retry: 'from-expected', tell: false, status: 409 },
  cloned: { about: 'request', retry: 'as-new-device', tell: false, status: 409 },
  'signed-out': { about: 'request', retry: 'after-sign-in', tell: true, status: 401 },
  forbidden: { about: 'request', retry: 'after-sign-in', tell: true, status: 403 },
  'too-old': { about: 'request', retry: 'after-update', tell: true, status: 426 },
  'too-large': { about: 'request', retry: 'smaller', tell: false, status: 413 },
  'bad-frame': { about: 'request', retry: 'after-update', tell: true, status: 400 },
  // Found on the device.
  'digest-differs': { about: 'local', retry: 'snapshot', tell: false, status: 0 },
  'new-epoch': { about: 'local', retry: 'snapshot', tell: false, status: 0 },
  'server-behind': { about: 'local', retry: 'from-expected', tell: true, status: 0 },
  'hole-in-journal': { about: 'local', retry: 'as-new-device', tell: true, status: 0 },
  'storage-failed': { about: 'local', retry: 'backoff', tell: true, status: 0 },
  'access-removed': { about: 'local', retry: 'never', tell: true, status: 0 },
} as const satisfies Record<string, ReasonPolicy>;

export type Reason = keyof typeof reasons;
type About<Kind extends ReasonPolicy['about']> = {
  [Name in Reason]: (typeof reasons)[Name]['about'] extends Kind ? Name : never;
}[Reason];
/** Why one fact was not simply applied. */
export type FactReason = About<'fact'>;
/** Why a whole request was not answered. */
export type RequestReason = About<'request'>;

export const factReasons = Object.keys(reasons).filter(
  (name) => reasons[name as Reason].about === 'fact',
) as FactReason[];

/** Is this one of the reasons for which a whole request fails? For adapters that read one off the wire. */
export function isRequestReason(value: unknown): value is RequestReason {
  return typeof value === 'string' && Object.hasOwn(reasons, value) && reasons[value as Reason].about === 'request';
}

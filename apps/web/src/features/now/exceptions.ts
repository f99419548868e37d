/** Something on the floor that a planner should look at, most urgent first. */
export type Exception = AlertException | PhoneException | IssueException;

export interface AlertException {
  readonly kind: 'alert';
  readonly id: string;
  readonly site: string;
  readonly at: number;
  readonly severity: 'critical' | 'attention' | 'info';
  readonly acknowledged: boolean;
}

export interface PhoneException {
  readonly kind: 'phone';
  /** Device id. */
  readonly id: string;
  readonly site: string;
  /** When it was last heard of. */
  readonly at: number;
}

export interface IssueException {
  readonly kind: 'issue';
  readonly id: string;
  readonly site: string;
  readonly at: number;
  readonly severity: 'low' | 'medium' | 'high';
}

/**
 * What rings comes first, then what people reported as severe, then phones that hold data back, then the rest;
 * an alert that somebody has taken sinks below everything still open. Within a rank the newest is first.
 */
export function byUrgency(left: Exception, right: Exception): number {
  return rank(left) - rank(right) || right.at - left.at || left.id.localeCompare(right.id);
}

/** How an exception is marked at its edge. */
export function toneOf(exception: Exception): 'critical' | 'attention' | 'info' {
  if (exception.kind === 'alert') return exception.acknowledged ? 'info' : exception.severity;
  if (exception.kind === 'phone') return 'info';
  return exception.severity === 'high' ? 'attention' : 'info';
}

function rank(exception: Exception): number {
  if (exception.kind === 'alert') {
    if (exception.acknowledged) return 6;
    return { critical: 0, attention: 1, info: 4 }[exception.severity];
  }
  if (exception.kind === 'phone') return 3;
  return { high: 2, medium: 5, low: 5 }[exception.severity];
}

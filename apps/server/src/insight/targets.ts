import { targetAt, type Target } from '@fieldloop/domain/records/target';

export interface TargetQuestion {
  readonly metric: string;
  readonly site: string;
  readonly at: number;
  readonly weekend: boolean;
  /** Money is compared with a day's target only; a share is the same over an hour, a day or the plan. */
  readonly unit: 'share' | 'count' | 'money' | 'ratio';
}

/** The target that holds for a metric at a site at an instant; one that names the site goes before one for all. */
export function targetFor(targets: readonly Target[], question: TargetQuestion): number | undefined {
  const { metric, site, at, weekend, unit } = question;
  const fitting = targets.filter(
    (target) =>
      target.metric === metric &&
      (target.sites.length === 0 || target.sites.includes(site)) &&
      (target.window === 'day' || ((unit === 'share' || unit === 'ratio') && target.window !== 'week')) &&
      (target.days === undefined || target.days.includes(weekend ? 'weekend' : 'weekday')),
  );
  const byCloseness = fitting.toSorted((a, b) => Number(b.sites.length > 0) - Number(a.sites.length > 0) || Number(b.days !== undefined) - Number(a.days !== undefined));
  for (const target of byCloseness) {
    const value = targetAt(target, at);
    if (value) return value.value;
  }
  return undefined;
}

import type { Payloads } from '@fieldloop/domain/payloads';
import { metrics } from '@fieldloop/domain/metrics';
import { fromLocalInput } from '../../ui/desk-format/instants.ts';

/** A target as typed: per cent for shares, whole currency for money. */
export interface TargetForm {
  readonly metric: string;
  readonly value: string;
  readonly estimate: string;
  readonly window: 'hour' | 'day' | 'week' | 'plan';
  readonly days: 'all' | 'weekday' | 'weekend';
  readonly from: string;
  readonly sites: readonly string[];
}

export type TargetField = 'value' | 'estimate' | 'from' | 'sites';
export type ReadTarget =
  | { readonly payload: Omit<Payloads['target-set'], 'target' | 'plan'> }
  | { readonly errors: ReadonlySet<TargetField> };

/** How many of the stored unit one typed unit is: a share is typed in per cent, money in whole currency. */
export function typedUnit(metric: string): { readonly scale: number; readonly share: boolean } {
  const unit = metrics.get(metric)?.unit;
  if (unit === 'share') return { scale: 0.01, share: true };
  return { scale: unit === 'money' ? 100 : 1, share: false };
}

/** Reads the form; every field that cannot be is named. */
export function readTarget(form: TargetForm, timeZone: string): ReadTarget {
  const errors = new Set<TargetField>();
  const value = figure(form.value, form.metric);
  const estimate = form.estimate.trim() === '' ? undefined : figure(form.estimate, form.metric);
  const from = fromLocalInput(form.from, timeZone);
  if (value === undefined) errors.add('value');
  if (form.estimate.trim() !== '' && estimate === undefined) errors.add('estimate');
  if (from === undefined) errors.add('from');
  if (form.sites.length === 0) errors.add('sites');
  if (errors.size > 0 || value === undefined || from === undefined) return { errors };
  return {
    payload: {
      metric: form.metric,
      sites: [...form.sites],
      window: form.window,
      value,
      from,
      ...(estimate === undefined ? {} : { estimate }),
      ...(form.days === 'all' ? {} : { days: [form.days] }),
    },
  };
}

function figure(text: string, metric: string): number | undefined {
  const { scale, share } = typedUnit(metric);
  const typed = Number(text.trim().replace(/[,，%]/g, ''));
  if (text.trim() === '' || !(typed > 0) || (share && typed >= 100)) return undefined;
  return Math.round(typed * scale * 1e6) / 1e6;
}

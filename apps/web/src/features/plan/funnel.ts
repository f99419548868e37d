import { m } from '../../paraglide/messages.js';
import { formatRate } from '../../ui/desk-format/numbers.ts';
import type { Locale } from '../../ui/locale.ts';
import type { FunnelStep } from './plan-insight.ts';

const names: Readonly<Record<string, () => string>> = {
  passed: m.desk_step_passed,
  footfall: m.desk_step_passed,
  entered: m.desk_step_entered,
  triedOn: m.desk_step_tried,
  bought: m.desk_step_bought,
  receipt: m.desk_step_bought,
  reached: m.desk_step_reached,
  reserved: m.desk_step_reserved,
  exposure: m.desk_step_exposure,
  viewer: m.desk_step_viewer,
  impression: m.desk_step_impression,
  click: m.desk_step_click,
  order: m.desk_step_order,
};

/** A funnel step by name; the server's own word while this app has none. */
export function stepWords(step: string): string {
  return names[step]?.() ?? step;
}

/** Where most are lost, among steps that are a share of the one before. */
export function weakestStep(
  steps: readonly FunnelStep[],
): { readonly from: string; readonly to: string; readonly value: number } | undefined {
  const shares = steps.flatMap((step, index) => {
    const before = steps[index - 1];
    const value = step.ofPrevious?.value;
    return before && value !== undefined && value <= 1 ? [{ from: before.step, to: step.step, value }] : [];
  });
  return shares.sort((left, right) => left.value - right.value)[0];
}

/** `最弱一步：进店→试穿，21.1%` */
export function funnelSentence(steps: readonly FunnelStep[], locale: Locale): string {
  const weakest = weakestStep(steps);
  if (!weakest) return m.desk_plan_funnel_none();
  return m.desk_plan_weakest({
    from: stepWords(weakest.from),
    to: stepWords(weakest.to),
    value: formatRate(weakest.value, locale),
  });
}

import { m } from '../../paraglide/messages.js';
import type { TargetForm } from './target-form.ts';

const windows = {
  day: m.desk_plan_window_day,
  hour: m.desk_plan_window_hour,
  week: m.desk_plan_window_week,
  plan: m.desk_plan_window_plan,
} as const;
const days = {
  all: m.desk_plan_days_all,
  weekday: m.desk_plan_days_weekday,
  weekend: m.desk_plan_days_weekend,
} as const;

export function targetWindowWords(window: TargetForm['window']): string {
  return windows[window]();
}

export function targetDaysWords(choice: TargetForm['days']): string {
  return days[choice]();
}

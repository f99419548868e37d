import { counters } from '@fieldloop/domain/tally';
import { complaintKinds, itemCategories, itemStatuses, leaveReasons, posts, severities } from '@fieldloop/domain/payload';
import { m } from '../../paraglide/messages.js';
import { counterName } from '../../ui/counter-name.ts';
import { detailWords } from '../../ui/desk-format/detail-words.ts';
import { categoryWords, severityWords, statusWords } from '../../ui/desk-format/issue-words.ts';
import { postName } from '../../ui/post-name.ts';

/** A field of a fact as people call it; its key where there is no word for it. */
export function fieldName(field: string): string {
  return own(names, field)?.() ?? field;
}

/** The same for a field inside others: `lines.0.from` is `Lines 1 From`. */
export function fieldPath(path: string): string {
  return path.split('.').map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : fieldName(part))).join(' ');
}

/** One of a closed list in words; whatever else stands there as it is. */
export function valueName(field: string, value: string): string {
  return own(values, field)?.(value) ?? value;
}

// Nothing of what is read here has been judged: a field may be named like something that every object inherits.
function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function oneOf<Each extends string>(known: readonly Each[], say: (value: Each) => string) {
  return (value: string): string | undefined => {
    const found = known.find((each) => each === value);
    return found && say(found);
  };
}

const reasons: Readonly<Record<string, () => string>> = {
  'mis-tap': m.reason_mis_tap,
  'handover-duplicate': m.reason_handover_duplicate,
  missed: m.reason_missed,
  'till-check': m.reason_till_check,
  'wrong-pad': m.reason_wrong_pad,
  test: m.reason_test,
  other: m.reason_other,
};
const channelNames: Readonly<Record<string, () => string>> = {
  store: m.sale_channel_store,
  live: m.sale_channel_live,
  warehouse: m.sale_channel_warehouse,
  other: m.sale_channel_other,
};
const kinds: Readonly<Record<string, () => string>> = { issue: m.fact_item_opened, content: m.desk_issue_kind_content, other: m.desk_category_other };

const values: Readonly<Record<string, (value: string) => string | undefined>> = {
  counter: oneOf(counters, counterName),
  post: oneOf(posts, postName),
  category: oneOf(itemCategories, categoryWords),
  severity: oneOf(severities, severityWords),
  to: oneOf(itemStatuses, statusWords),
  channel: (value) => own(channelNames, value)?.(),
  source: (value) => own(channelNames, value)?.(),
  reason: (value) => own(reasons, value)?.() ?? oneOf(leaveReasons, detailWords)(value),
  kind: (value) => own(kinds, value)?.() ?? oneOf(complaintKinds, detailWords)(value),
};

const names: Readonly<Record<string, () => string>> = {
  alert: m.desk_now_alert,
  amountMinor: m.desk_field_amount,
  assignee: m.desk_issue_col_assignee,
  at: m.desk_held_happened,
  category: m.desk_issue_col_category,
  channel: m.desk_field_channel,
  count: m.desk_field_count,
  counter: m.desk_field_counter,
  currency: m.desk_site_currency,
  day: m.desk_now_col_day,
  dayType: m.desk_field_day_type,
  device: m.desk_field_device,
  done: m.desk_loop_col_done,
  dueAt: m.desk_issue_col_due,
  events: m.desk_field_events,
  evidence: m.desk_edit_evidence,
  from: m.desk_field_from,
  host: m.desk_field_host,
  inForce: m.desk_plan_col_revision,
  item: m.fact_item_opened,
  kind: m.desk_site_kind,
  lines: m.desk_field_lines,
  loop: m.desk_loop_col_title,
  method: m.desk_effect_method,
  minutes: m.desk_field_minutes,
  note: m.desk_held_note,
  ordered: m.desk_field_ordered,
  orderedAt: m.desk_field_ordered_at,
  payment: m.desk_field_payment,
  person: m.desk_loop_col_person,
  photo: m.desk_edit_evidence_photo,
  photos: m.desk_edit_evidence_photo,
  plan: m.desk_nav_plan,
  platform: m.desk_field_platform,
  post: m.desk_field_post,
  reason: m.desk_held_reason,
  refund: m.fact_refund_recorded,
  revision: m.desk_plan_col_revision,
  sale: m.fact_sale_recorded,
  segment: m.desk_field_segment,
  session: m.desk_field_session,
  severity: m.desk_issue_col_severity,
  shift: m.desk_field_shift,
  size: m.desk_field_size,
  source: m.desk_field_channel,
  step: m.desk_field_step,
  style: m.desk_field_style,
  target: m.desk_field_target,
  text: m.desk_field_text,
  title: m.desk_loop_new_title,
  to: m.desk_field_to,
  units: m.desk_field_units,
  weather: m.desk_field_weather,
  zone: m.desk_field_zone,
};

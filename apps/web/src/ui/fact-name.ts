import { m } from '../paraglide/messages.js';

/** What people call this kind of fact; undefined for those that only the desk and the server write. */
export function factName(name: string): string | undefined {
  return names[name]?.();
}

const names: Readonly<Record<string, (() => string) | undefined>> = {
  'people-counted': m.fact_people_counted,
  'shift-started': m.fact_shift_started,
  'shift-handed-over': m.fact_shift_handed_over,
  'shift-ended': m.fact_shift_ended,
  'day-marked': m.fact_day_marked,
  'left-without-buying': m.fact_left_without_buying,
  'sale-recorded': m.fact_sale_recorded,
  'refund-recorded': m.fact_refund_recorded,
  'contact-added': m.fact_contact_added,
  'complaint-recorded': m.fact_complaint_recorded,
  'size-missing-asked': m.fact_size_missing_asked,
  'count-corrected': m.fact_count_corrected,
  'live-session-started': m.fact_live_session_started,
  'live-reading': m.fact_live_reading,
  'live-session-marked': m.fact_live_session_marked,
  'live-session-ended': m.fact_live_session_ended,
  'item-opened': m.fact_item_opened,
  'item-moved': m.fact_item_moved,
  'item-commented': m.fact_item_commented,
  'item-assigned': m.fact_item_assigned,
  'item-edited': m.fact_item_edited,
  'item-seen': m.fact_item_seen,
  'item-withdrawn': m.fact_item_withdrawn,
  'photo-attached': m.fact_photo_attached,
  'step-completed': m.fact_step_completed,
  'revision-delivered': m.fact_revision_delivered,
  'revision-acknowledged': m.fact_revision_acknowledged,
  'revision-put-in-force': m.fact_revision_put_in_force,
  'alert-acknowledged': m.fact_alert_acknowledged,
};

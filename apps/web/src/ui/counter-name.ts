import type { Counter } from '@fieldloop/domain/tally';
import { m } from '../paraglide/messages.js';

const names: Partial<Record<Counter, () => string>> = {
  passedBy: m.counter_passedBy,
  entered: m.counter_entered,
  exited: m.counter_exited,
  triedOn: m.counter_triedOn,
  zoneEntered: m.counter_zoneEntered,
  leftWithout: m.counter_leftWithout,
  sizeMissing: m.counter_sizeMissing,
  complaint: m.counter_complaint,
  contact: m.counter_contact,
  receipt: m.counter_receipt,
  unit: m.counter_unit,
  refund: m.counter_refund,
  order: m.counter_order,
};

/** A counter as named on the floor; its key where the floor has no word for it. */
export function counterName(counter: Counter): string {
  return names[counter]?.() ?? counter;
}

import { m } from '../../paraglide/messages.js';

const words: Readonly<Record<string, () => string>> = {
  sizeMissing: m.desk_rule_counter_size_missing,
  complaint: m.desk_rule_counter_complaint,
  leftWithout: m.desk_rule_counter_left_without,
  triedOn: m.desk_rule_counter_tried_on,
  silence: m.desk_rule_kind_silence,
};

/** What a rule counts, in words; undefined for what this app has no words for. */
export function counterWords(counter: string): string | undefined {
  return words[counter]?.();
}

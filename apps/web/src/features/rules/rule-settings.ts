import type { RuleRecord } from '@fieldloop/domain/records/rule';
import type { RuleSettings } from '@fieldloop/domain/rules';

/** What was set, without what the record adds to it. */
export function settingsOf({
  id: _id,
  setAt: _at,
  setBy: _by,
  stamp: _stamp,
  versions: _versions,
  ...settings
}: RuleRecord): RuleSettings {
  return settings;
}

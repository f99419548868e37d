import { derivedId } from '@fieldloop/domain/derived-id';
import type { RuleEvent } from '@fieldloop/domain/rule-state';
import type { Rule } from '@fieldloop/domain/rules';
import type { FactDraft } from '@fieldloop/sync/server';

/**
 * The facts that events become. Ids are derived from rule, site, group and bucket, so writing them again, here or on
 * another server, adds nothing. `loop`: an open loop that already works on this.
 */
export function factsOfEvents(rule: Rule, events: readonly RuleEvent[], now: number, loop: string | undefined): FactDraft[] {
  return events.flatMap((event): FactDraft[] => {
    const base = { scope: `site:${event.site}` as const, subjects: [`alert:${event.alert}` as const], at: now };
    switch (event.type) {
      case 'fired':
      case 'would-have-fired':
        return [
          {
            ...base,
            id: derivedId(event.type, event.alert),
            name: event.type === 'fired' ? 'alert-fired' : 'alert-would-have-fired',
            payload: {
              alert: event.alert, rule: rule.id, firedAt: event.at, severity: rule.severity, evidence: event.evidence,
              ...(event.type === 'fired' && loop !== undefined ? { loop } : {}),
            },
          },
        ];
      case 'cleared':
        return [
          {
            ...base,
            id: derivedId('cleared', event.alert),
            name: 'alert-cleared',
            payload: {
              alert: event.alert, rule: rule.id, clearedAt: event.at, why: event.why,
              ...(event.evidence ? { evidence: event.evidence } : {}),
            },
          },
        ];
      // The numbers behind an alert that stands are read from the tallies, which carry the correction already.
      case 'rejudged':
        return [];
    }
  });
}

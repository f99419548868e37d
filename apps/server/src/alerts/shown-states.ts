import { shownPhase } from '@fieldloop/domain/rule-state';
import type { RuleStates } from '../api/schemas/alerts.ts';
import { readRecords } from '../insight/read-records.ts';
import { visibleSites, type Asker } from '../insight/visible-sites.ts';
import { readRuleStates } from './rule-states.ts';

/** Where every enabled rule stands at the sites of the asker; parts that are quiet are left out. */
export async function shownStates(asker: Asker): Promise<RuleStates> {
  const { pool, organization } = asker;
  const [states, rules, sites] = await Promise.all([
    readRuleStates(pool, organization),
    readRecords(pool, organization, 'rule', { scopes: ['desk'], statuses: ['enabled'] }),
    visibleSites(asker),
  ]);
  const visible = new Set(sites.map(({ id }) => id));
  const enabled = new Map(rules.map(({ data }) => [data.id, data]));
  const shown = [...states.values()].flatMap(({ rule, site, state }) => {
    if (!visible.has(site) || !enabled.get(rule)?.sites.includes(site)) return [];
    return Object.entries(state.groups).flatMap(([part, group]) => {
      const phase = shownPhase(state, group);
      if (part !== '' && phase === 'inactive') return [];
      return [{
        rule, site, part, phase, judgedUpTo: state.judgedUpTo,
        ...(group.alert ? { alert: group.alert.id } : {}),
        ...(group.evidence ? { evidence: group.evidence } : {}),
      }];
    });
  });
  return { states: shown };
}

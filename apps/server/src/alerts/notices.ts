import type { AlertEvidence } from '@fieldloop/domain/alert-evidence';
import { localTime } from '@fieldloop/domain/local-time';
import { metrics } from '@fieldloop/domain/metrics';
import type { Alert } from '@fieldloop/domain/records/alert';
import type { Site } from '@fieldloop/domain/records/site';
import type { Rule } from '@fieldloop/domain/rules';
import type { MessageParams } from '../api/schemas/inbox.ts';
import type { Notice } from '../delivery/notice.ts';

type AboutAlert = Pick<Alert, 'id' | 'firedAt' | 'evidence'>;

/** "Entry rate below 20 % at Jing'an", for everybody's inbox. */
export function firedNotice(rule: Rule, site: Site, alert: AboutAlert, now: number): Notice {
  return { ...base(rule, site, alert, now), id: `${alert.id}:fired`, kind: 'alert-fired', params: paramsOf(rule, site, alert) };
}

/** Several sites, one rule, one message. */
export function groupNotice(rule: Rule, parts: readonly { readonly site: Site; readonly alert: AboutAlert }[], now: number): Notice | undefined {
  const [first] = parts;
  if (!first) return undefined;
  return {
    ...base(rule, first.site, first.alert, now),
    id: `${parts.map(({ alert }) => alert.id).toSorted()[0]}:group`,
    kind: 'alert-group',
    topic: `group:${rule.id}`,
    params: {
      rule: rule.id, ruleTitle: rule.title, count: parts.length,
      siteNames: parts.map(({ site }) => site.name.zh).join('、'),
      siteNamesEn: parts.map(({ site }) => site.name.en ?? site.name.zh).join(', '),
      alerts: parts.map(({ alert }) => alert.id).join(','),
    },
  };
}

/** Nobody took it on. */
export function unacknowledgedNotice(rule: Rule, site: Site, alert: AboutAlert, minutes: number, now: number): Notice {
  return {
    ...base(rule, site, alert, now), id: `${alert.id}:unacknowledged`, kind: 'alert-not-acknowledged',
    params: { ...paramsOf(rule, site, alert), minutes },
  };
}

/** Back to normal, with how long it took; `why` tells recovery from a correction. */
export function clearedNotice(rule: Rule, site: Site, alert: Alert, now: number): Notice {
  const minutes = Math.max(0, Math.round(((alert.clearedAt ?? now) - alert.firedAt) / 60_000));
  return {
    ...base(rule, site, alert, now), id: `${alert.id}:cleared`, kind: 'alert-cleared', severity: 'info',
    params: { ...paramsOf(rule, site, alert), minutes, why: alert.clearedWhy ?? 'recovered' },
  };
}

function base(rule: Rule, site: Site, alert: AboutAlert, now: number) {
  return {
    severity: rule.severity,
    navigate: `/desk/now?alert=${alert.id}`,
    at: now,
    day: localTime(now, site.timeZone).day,
    topic: `${rule.id}:${site.id}`,
    alert: alert.id,
  };
}

function paramsOf(rule: Rule, site: Site, { firedAt, evidence }: AboutAlert): MessageParams {
  const { hour, minute } = localTime(firedAt, site.timeZone);
  return {
    site: site.id, siteName: site.name.zh, rule: rule.id, ruleTitle: rule.title, metric: evidence.metric,
    time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, firedAt,
    level: evidence.level, direction: evidence.direction,
    ...(site.name.en === undefined ? {} : { siteNameEn: site.name.en }),
    ...(evidence.detail === undefined ? {} : { detail: evidence.detail }),
    ...(evidence.zone === undefined ? {} : { zone: evidence.zone }),
    ...valuesOf(rule, evidence),
  };
}

function valuesOf(rule: Rule, { metric, numerator, denominator, low, high }: AlertEvidence): MessageParams {
  if (rule.condition.kind === 'silence') return { unit: 'count', silentMinutes: denominator ?? rule.condition.minutes };
  if (rule.condition.kind !== 'rate' || denominator === undefined) return { unit: 'count', value: numerator, numerator };
  return {
    unit: metrics.get(metric)?.unit ?? 'share',
    numerator, denominator,
    ...(denominator > 0 ? { value: numerator / denominator } : {}),
    ...(low === undefined || high === undefined ? {} : { low, high }),
  };
}

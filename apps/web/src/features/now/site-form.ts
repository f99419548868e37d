import type { Payloads } from '@fieldloop/domain/payloads';

/** A site being described, as typed. */
export interface SiteForm {
  readonly zh: string;
  readonly en: string;
  readonly kind: Payloads['site-set']['kind'];
  /** `10:00` on the site's own clock. */
  readonly opens: string;
  readonly closes: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly rule: string;
}

export type SiteField = 'zh' | 'opens' | 'closes';

const minutesOfDay = 1_440;

/** What is missing or cannot be read. */
export function siteErrors(form: SiteForm): ReadonlySet<SiteField> {
  const errors = new Set<SiteField>();
  if (form.zh.trim() === '') errors.add('zh');
  if (minutes(form.opens) === undefined) errors.add('opens');
  if (minutes(form.closes) === undefined) errors.add('closes');
  return errors;
}

/** The site and the plan that its revisions, targets and loops belong to. Closing before opening is closing after midnight. */
export function firstFacts(
  form: SiteForm,
  ids: { readonly site: string; readonly plan: string; readonly owner: string | undefined },
): { readonly site: Payloads['site-set']; readonly plan: Payloads['plan-set'] } {
  const [opens, closes] = [minutes(form.opens) ?? 0, minutes(form.closes) ?? minutesOfDay];
  const name = { zh: form.zh.trim(), ...(form.en.trim() ? { en: form.en.trim() } : {}) };
  return {
    site: {
      site: ids.site,
      kind: form.kind,
      name,
      timeZone: form.timeZone,
      currency: form.currency,
      opens,
      closes: closes > opens ? closes : closes + minutesOfDay,
      zones: [],
      countRule: { method: form.kind === 'live-room' ? 'platform' : 'full', text: form.rule.trim() },
      plan: ids.plan,
    },
    plan: { plan: ids.plan, sites: [ids.site], name, stage: 'launched', ...(ids.owner ? { owner: ids.owner } : {}) },
  };
}

function minutes(clock: string): number | undefined {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(clock) ?? [];
  return hour === undefined || minute === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

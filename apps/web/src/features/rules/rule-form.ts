import type { Counter } from '@fieldloop/domain/tally';
import { type RuleSettings, ruleDefaults } from '@fieldloop/domain/rules';
import { fromLocalInput, toLocalInput } from '../../ui/desk-format/instants.ts';

/** A rule as typed: numbers are text until they are read. */
export interface RuleForm {
  readonly title: string;
  readonly sites: readonly string[];
  readonly kind: 'rate' | 'count' | 'silence';
  readonly metric: string;
  readonly direction: 'below' | 'above';
  /** Per cent. */
  readonly level: string;
  readonly recovery: string;
  /** Minutes, or `day`. */
  readonly window: string;
  readonly minimum: string;
  readonly counter: Counter;
  readonly atLeast: string;
  readonly minutes: string;
  readonly groupBy: 'nothing' | 'detail';
  readonly evaluations: string;
  readonly severity: RuleSettings['severity'];
  readonly during: RuleSettings['during'];
  readonly notify: readonly string[];
  readonly from: string;
  readonly enabled: boolean;
}

export type RuleField =
  | 'title'
  | 'sites'
  | 'level'
  | 'recovery'
  | 'minimum'
  | 'atLeast'
  | 'minutes'
  | 'evaluations'
  | 'from';

export type ReadRule = { readonly settings: RuleSettings } | { readonly errors: ReadonlySet<RuleField> };

/** What a new rule starts from: entry rate below 20 %, over two hours, with at least 100 people. */
export function newRule(sites: readonly string[], now: number, timeZone: string): RuleForm {
  return {
    title: '',
    sites,
    kind: 'rate',
    metric: 'entry-rate',
    direction: 'below',
    level: '20',
    recovery: '22',
    window: '120',
    minimum: '100',
    counter: 'sizeMissing',
    atLeast: '4',
    minutes: '60',
    groupBy: 'detail',
    evaluations: String(ruleDefaults.evaluations),
    severity: ruleDefaults.severity,
    during: ruleDefaults.during,
    notify: [],
    from: toLocalInput(now, timeZone),
    enabled: true,
  };
}

/** The form of a rule that exists. */
export function formOf(rule: RuleSettings, timeZone: string): RuleForm {
  const blank = newRule(rule.sites, rule.effectiveFrom, timeZone);
  const common = {
    ...blank,
    title: rule.title,
    evaluations: String(rule.evaluations),
    severity: rule.severity,
    during: rule.during,
    notify: rule.notify,
    enabled: rule.enabled,
  };
  const { condition } = rule;
  if (condition.kind === 'silence') return { ...common, kind: 'silence', minutes: String(condition.minutes) };
  if (condition.kind === 'count') {
    return {
      ...common,
      kind: 'count',
      counter: condition.counter,
      atLeast: String(condition.atLeast),
      minutes: String(condition.minutes),
      groupBy: condition.groupBy,
    };
  }
  return {
    ...common,
    kind: 'rate',
    metric: condition.metric,
    direction: condition.direction,
    level: percent(condition.level),
    recovery: percent(condition.recovery),
    window: condition.window.kind === 'rolling' ? String(condition.window.minutes) : 'day',
    minimum: String(condition.minimum),
  };
}

/** Reads the form; every field that cannot be is named. `keep` carries what the form does not show. */
export function readRule(form: RuleForm, timeZone: string, keep?: RuleSettings): ReadRule {
  const errors = new Set<RuleField>();
  if (form.title.trim() === '') errors.add('title');
  if (form.sites.length === 0) errors.add('sites');
  const effectiveFrom = fromLocalInput(form.from, timeZone);
  if (effectiveFrom === undefined) errors.add('from');
  const evaluations = whole(form.evaluations, 1, 96);
  if (evaluations === undefined) errors.add('evaluations');
  const condition = readCondition(form, errors, keep?.condition);
  if (errors.size > 0 || !condition || effectiveFrom === undefined || evaluations === undefined) return { errors };
  return {
    settings: {
      ...ruleDefaults,
      ...keep,
      title: form.title.trim(),
      sites: [...form.sites],
      condition,
      effectiveFrom,
      evaluations,
      during: form.during,
      severity: form.severity,
      notify: [...form.notify],
      enabled: form.enabled,
    },
  };
}

function readCondition(
  form: RuleForm,
  errors: Set<RuleField>,
  before: RuleSettings['condition'] | undefined,
): RuleSettings['condition'] | undefined {
  if (form.kind === 'rate') return readRate(form, errors);
  const minutes = whole(form.minutes, 15, 10_080);
  if (minutes === undefined || minutes % 15 !== 0) errors.add('minutes');
  if (form.kind === 'silence') return minutes === undefined ? undefined : { kind: 'silence', minutes };
  const atLeast = whole(form.atLeast, 1, 1_000_000);
  if (atLeast === undefined) errors.add('atLeast');
  if (minutes === undefined || atLeast === undefined) return undefined;
  const detail = before?.kind === 'count' && before.counter === form.counter ? before.detail : undefined;
  return {
    kind: 'count',
    counter: form.counter,
    atLeast,
    minutes,
    groupBy: form.groupBy,
    ...(detail ? { detail } : {}),
  };
}

function readRate(form: RuleForm, errors: Set<RuleField>): RuleSettings['condition'] | undefined {
  const level = share(form.level);
  const recovery = share(form.recovery);
  const minimum = whole(form.minimum, 1, 1_000_000);
  if (level === undefined) errors.add('level');
  if (
    recovery === undefined ||
    (level !== undefined && (form.direction === 'below' ? recovery < level : recovery > level))
  )
    errors.add('recovery');
  if (minimum === undefined) errors.add('minimum');
  if (level === undefined || recovery === undefined || minimum === undefined) return undefined;
  const window =
    form.window === 'day'
      ? ({ kind: 'day-to-date' } as const)
      : ({ kind: 'rolling', minutes: Number(form.window) } as const);
  return { kind: 'rate', metric: form.metric, direction: form.direction, level, recovery, window, minimum };
}

/** Per cent as typed, a share strictly between 0 and 1. */
function share(text: string): number | undefined {
  const value = Number(text.trim().replace('%', ''));
  return text.trim() === '' || !(value > 0 && value < 100) ? undefined : Math.round(value * 100) / 10_000;
}

function whole(text: string, least: number, most: number): number | undefined {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

function percent(value: number): string {
  return String(Math.round(value * 10_000) / 100);
}

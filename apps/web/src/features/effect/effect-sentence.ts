import { m } from '../../paraglide/messages.js';
import { formatCount, formatPoints, formatRange } from '../../ui/desk-format/numbers.ts';
import { inSentence } from '../../ui/desk-format/local-text.ts';
import type { Locale } from '../../ui/locale.ts';
import type { Effect } from './effect.ts';

/** How sure one may be, in words a planner can repeat. */
export function gradeWords({ grade, lacking, difference }: Pick<Effect, 'grade' | 'lacking' | 'difference'>): string {
  if (grade === 'A') return m.desk_effect_grade_a();
  if (grade === 'B') return m.desk_effect_grade_b();
  if (grade === 'C') return m.desk_effect_grade_c();
  return difference && !lacking ? m.desk_effect_grade_d_directional() : m.desk_effect_grade_d();
}

/** The effect in one or two sentences: what changed per hundred people, and how far to trust it. */
export function effectSentence(
  effect: Effect,
  words: { readonly metric: string; readonly revision: string; readonly locale: Locale },
): string {
  const lacking = lackingSentence(effect, words.locale);
  if (lacking || !effect.difference) return lacking ?? m.desk_effect_none();
  const said = changeSentence(effect, effect.difference, words);
  return [said, trustSentence(effect)].filter(Boolean).join(words.locale === 'en' ? ' ' : '');
}

/** `v2` of `commute@2`. */
export function revisionLabel(revision: string): string {
  return `v${revision.slice(revision.lastIndexOf('@') + 1)}`;
}

function lackingSentence(effect: Effect, locale: Locale): string | undefined {
  const { before, after, lacking } = effect;
  if (lacking === 'not-in-force') return m.desk_effect_lacking_force();
  if (lacking === 'days') return m.desk_effect_lacking_days({ before: before.days, after: after.days });
  if (lacking === 'visitors')
    return m.desk_effect_lacking_visitors({
      before: formatCount(before.n, locale),
      after: formatCount(after.n, locale),
    });
  return undefined;
}

const perHundred: Readonly<
  Record<
    string,
    { readonly more: typeof m.desk_effect_say_enter_more; readonly fewer: typeof m.desk_effect_say_enter_fewer }
  >
> = {
  'entry-rate': { more: m.desk_effect_say_enter_more, fewer: m.desk_effect_say_enter_fewer },
  conversion: { more: m.desk_effect_say_buy_more, fewer: m.desk_effect_say_buy_fewer },
  'try-on-rate': { more: m.desk_effect_say_try_more, fewer: m.desk_effect_say_try_fewer },
};

function changeSentence(
  effect: Effect,
  difference: NonNullable<Effect['difference']>,
  { metric, revision, locale }: { readonly metric: string; readonly revision: string; readonly locale: Locale },
): string {
  const say = perHundred[effect.metric];
  // "Fewer" has turned the sign already.
  const sign = say && difference.point < 0 ? -1 : 1;
  const [low = 0, high = 0] = [sign * difference.low, sign * difference.high].sort((left, right) => left - right);
  const range = formatRange(low, high, locale).replaceAll('-', '−');
  if (!say)
    return m.desk_effect_say_points({ revision, metric: inSentence(metric, locale), points: formatPoints(difference.point, locale), range });
  const share = Math.abs(difference.point * 100);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: share < 10 ? 1 : 0 }).format(share);
  return difference.point < 0 ? say.fewer({ revision, number, range }) : say.more({ revision, number, range });
}

function trustSentence({ grade, difference }: Effect): string {
  if (grade === 'A') return m.desk_effect_say_a();
  if (grade === 'B') return m.desk_effect_say_b();
  if (difference && difference.low <= 0 && difference.high >= 0) return m.desk_effect_say_d_zero();
  return m.desk_effect_say_c();
}

import type { Site } from '@fieldloop/domain/records/site';
import { m } from '../../paraglide/messages.js';
import { formatAxisDay, formatClock } from '../../ui/desk-format/instants.ts';
import { formatCount, formatMoney, formatRate } from '../../ui/desk-format/numbers.ts';
import type { Locale } from '../../ui/locale.ts';
import { phraseText } from '../../ui/phrase.ts';
import type { DayFigures, ReportWords } from './report-text.ts';
import { reportParts } from './report-text.ts';

interface TextInput {
  readonly site: Pick<Site, 'name' | 'timeZone' | 'currency'>;
  /** ms UTC. */
  readonly now: number;
  readonly figures: DayFigures;
  readonly kind: 'now' | 'end';
  readonly locale: Locale;
}

/** The whole text in the language on screen; empty when there are no numbers yet. */
export function composeText({ site, now, figures, kind, locale }: TextInput): string {
  const parts = reportParts(figures, wordsFor(site.currency, locale));
  if (parts.length === 0) return '';
  const day = `${formatAxisDay(now, site.timeZone, locale)}${locale === 'en' ? ' ' : ''}(${weekday(now, site.timeZone, locale)})`;
  const name = phraseText(site.name, locale);
  const head = kind === 'now' ? m.tally_text_head({ site: name, day, time: formatClock(now, site.timeZone, locale) }) : m.tally_text_end_head({ site: name, day });
  return [head, ...parts].join(locale === 'en' ? ' | ' : '｜');
}

// 六 in Chinese, Sat in English.
function weekday(at: number, timeZone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { timeZone, weekday: locale === 'en' ? 'short' : 'narrow' }).format(at);
}

function wordsFor(currency: string, locale: Locale): ReportWords {
  const count = (n: number) => formatCount(n, locale);
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const list = (entries: readonly string[]) => entries.join(locale === 'en' ? '; ' : '；');
  return {
    flow: (footfall, entered, rate, sampled) => (sampled ? m.tally_text_flow_sampled : m.tally_text_flow)({ footfall: count(footfall), entered: count(entered), rate: formatRate(rate, locale) }),
    sales: (receipts, conversion) => (conversion === undefined ? m.tally_text_sales_bare({ receipts: count(receipts) }) : m.tally_text_sales({ receipts: count(receipts), rate: formatRate(conversion, locale) })),
    money: (amount, share) => (share === undefined ? m.tally_text_money_bare({ amount: money(amount) }) : m.tally_text_money({ amount: money(amount), share: formatRate(share, locale, 0) })),
    average: (amount) => m.tally_text_average({ amount: money(amount) }),
    triedOn: (n) => m.tally_text_tried({ n: count(n) }),
    contacts: (n) => m.tally_text_contacts({ n: count(n) }),
    sizes: (entries) => m.tally_text_sizes({ list: list(entries) }),
    issues: (entries) => m.tally_text_issues({ list: list(entries) }),
  };
}

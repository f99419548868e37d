import { metrics } from '@fieldloop/domain/metrics';
import { m } from '../../paraglide/messages.js';
import type { TagTone } from '../../ui/desk/tag.tsx';
import { formatClock } from '../../ui/desk-format/instants.ts';
import { counterWords } from '../../ui/desk-format/counter-words.ts';
import { localText } from '../../ui/desk-format/local-text.ts';
import { formatCount, formatLevel, formatMoney, formatRate } from '../../ui/desk-format/numbers.ts';
import { type Printing, formatQuantity, formatQuantityRange } from '../../ui/desk-format/quantity.ts';
import type { Locale } from '../../ui/locale.ts';
import type { Tile } from './now.ts';

export interface TileText {
  readonly label: string;
  readonly value: string;
  /** Interval, n, target: read with the number. */
  readonly details: readonly string[];
  /** Formula, parts, sources, freshness: on demand. */
  readonly provenance: readonly string[];
  readonly warning?: string | undefined;
  /** Money against the day's target is judged by its pace. */
  readonly pace?: { readonly words: string; readonly tone: TagTone } | undefined;
}

/** Everything a tile says, in the words of the language. */
export function tileText(
  tile: Tile,
  { timeZone, locale }: { readonly timeZone: string; readonly locale: Locale },
): TileText {
  const printing: Printing = { unit: tile.unit, currency: tile.currency, locale };
  const metric = metrics.get(tile.metric);
  return {
    label: metricName(tile.metric, locale),
    value: tile.value === undefined ? m.desk_none() : formatQuantity(tile.value, printing),
    details: detailsOf(tile, printing),
    provenance: [
      ...(metric ? [`${localText(metric.title, locale)} = ${localText(formulaText(tile), locale)}`] : []),
      ...(tile.unit === 'share'
        ? [
            m.desk_tile_parts({
              numerator: formatCount(tile.numerator, locale),
              denominator: formatCount(tile.denominator, locale),
            }),
          ]
        : []),
      m.desk_tile_formula({ version: tile.formula }),
      ...tile.sources.map((source) => sourceWords[source.method]({ count: formatCount(source.n, locale) })),
      m.desk_tile_judged({ time: formatClock(tile.freshness.upTo, timeZone, locale) }),
      ...(tile.freshness.lateDevices > 0 ? [m.desk_tile_late_devices({ count: tile.freshness.lateDevices })] : []),
      ...tile.flags.filter((flag) => !countingErrors.some((error) => error === flag)).map((flag) => flagWords[flag]()),
    ],
    warning: warningOf(tile),
    pace: paceOf(tile),
  };
}

/** A metric's own name; its id while this app does not know it. */
export function metricName(id: string, locale: Locale): string {
  const metric = metrics.get(id);
  return metric ? localText(metric.title, locale) : (counterWords(id) ?? id);
}

function detailsOf(tile: Tile, printing: Printing): readonly string[] {
  const { locale } = printing;
  const details: string[] = [];
  if (tile.unit === 'money' && tile.target !== undefined) {
    details.push(m.desk_tile_day_target({ value: formatMoney(tile.target, tile.currency ?? 'CNY', locale) }));
  }
  if (tile.pace) details.push(m.desk_tile_reached({ value: formatRate(tile.pace.reached, locale, 0) }));
  if (tile.pace?.usual !== undefined)
    details.push(m.desk_tile_usual({ value: formatRate(tile.pace.usual, locale, 0) }));
  if (tile.low !== undefined && tile.high !== undefined && tile.value !== undefined) {
    details.push(m.desk_tile_interval({ range: formatQuantityRange(tile.low, tile.high, printing) }));
  }
  if (tile.n > 0 || tile.unit === 'share') details.push(nWords(tile, locale));
  if (tile.unit === 'share' && tile.target !== undefined)
    details.push(m.desk_tile_target({ value: formatLevel(tile.target, locale) }));
  if ((tile.unit === 'count' || tile.unit === 'ratio') && tile.target !== undefined) {
    details.push(m.desk_tile_target({ value: formatQuantity(tile.target, printing) }));
  }
  if (tile.comparison && !tile.pace) {
    details.push(
      m.desk_tile_comparison({ value: formatQuantity(tile.comparison.value, printing), days: tile.comparison.days }),
    );
  }
  return details;
}

const countingErrors = ['bought-more-than-entered', 'more-than-all'] as const;

/** A number that cannot be: said at once, not on demand. */
function warningOf(tile: Tile): string | undefined {
  const error = countingErrors.find((flag) => tile.flags.includes(flag));
  return error && flagWords[error]();
}

/** Money against the day's target, judged by what is usual at this time of such a day. */
function paceOf({ pace }: Tile): TileText['pace'] {
  if (!pace || pace.usual === undefined) return undefined;
  switch (pace.state) {
    case 'above':
      return { words: m.desk_tile_pace_ahead(), tone: 'good' };
    case 'below':
      return { words: m.desk_tile_pace_behind(), tone: 'attention' };
    case 'near':
      return { words: m.desk_tile_pace_even(), tone: 'good' };
    case 'not-enough':
      return { words: m.desk_tile_not_enough(), tone: 'neutral' };
  }
}

function nWords(tile: Tile, locale: Locale): string {
  const count = formatCount(tile.n, locale);
  const basis = metrics.get(tile.metric)?.formulas[0].denominator?.counters ?? [];
  if (basis.includes('passedBy')) return m.desk_metric_n_passers({ count });
  if (basis.includes('entered')) return m.desk_metric_n_visitors({ count });
  if (basis.includes('viewer')) return m.desk_metric_n_viewers({ count });
  return tile.unit === 'money' || basis.includes('receipt')
    ? m.desk_metric_n_receipts({ count })
    : m.desk_metric_n({ count });
}

function formulaText(tile: Tile) {
  const formulas = metrics.get(tile.metric)?.formulas ?? [];
  return (formulas.find((formula) => formula.version === tile.formula) ?? formulas[0])?.text ?? { zh: '', en: '' };
}

const sourceWords = {
  full: m.desk_tile_source_full,
  sample: m.desk_tile_source_sample,
  sensor: m.desk_tile_source_sensor,
  platform: m.desk_tile_source_platform,
  till: m.desk_tile_source_till,
} as const satisfies Record<Tile['sources'][number]['method'], (inputs: { count: string }) => string>;

const flagWords = {
  'bought-more-than-entered': m.desk_tile_flag_bought_more,
  'more-than-all': m.desk_tile_flag_more_than_all,
  open: m.desk_tile_flag_open,
  sampled: m.desk_tile_flag_sampled,
  immature: m.desk_tile_flag_immature,
} as const satisfies Record<Tile['flags'][number], () => string>;

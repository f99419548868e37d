import { CsvError, parse } from 'csv-parse/sync';
import { quoted, wholeNumber, type CountFile, type CountRow, type ProblemReason, type RowProblem } from './count-row.ts';
import { ImportError } from './import-error.ts';
import { isDay, wallClockReader } from './wall-clock.ts';

const needed = ['start', 'minutes', 'counter', 'count'] as const;
const counters = ['passedBy', 'entered', 'exited', 'triedOn', 'zoneEntered'] as const;

interface ParsedLine {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV with a heading: `start, minutes, counter, count`, and where there are several `sensor` and `zone`.
 * `start` is on the site's clock, or anywhere with an offset. Other columns are left alone.
 * @throws ImportError when it is no CSV at all
 */
export function readCsv(text: string, timeZone: string): CountFile {
  const [heading, ...lines] = parsed(text);
  if (!heading) throw new ImportError('empty-file', 'The file is empty.');
  const columns = heading.record.map((name) => name.trim().toLowerCase());
  const [only = ''] = columns;
  const separator = columns.length === 1 ? [';', '\t'].find((each) => only.includes(each)) : undefined;
  if (separator) throw new ImportError('not-csv', `The columns are separated by ${separator === '\t' ? 'tabs' : separator}; save the file with commas.`);
  const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
  if (twice !== undefined) throw new ImportError('not-csv', `The heading names the column ${quoted(twice)} twice.`);
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    return { rows: [], problems: missing.map((found) => ({ line: heading.info.lines, reason: 'column-missing', found })) };
  }
  const instantOf = wallClockReader(timeZone);
  const rows: CountRow[] = [];
  const problems: RowProblem[] = [];
  for (const { record, info } of lines) {
    const read = record.length === columns.length
      ? readRow((name) => record[columns.indexOf(name)]?.trim() ?? '', info.lines)
      : { line: info.lines, reason: 'wrong-fields' as const, found: String(record.length) };
    if ('reason' in read) problems.push(read);
    else rows.push(read);
  }
  return { rows, problems };

  function readRow(field: (name: string) => string, line: number): CountRow | RowProblem {
    const wrong = (reason: ProblemReason, name: string): RowProblem => ({ line, reason, found: quoted(field(name)) });
    const counter = counters.find((name) => name === field('counter'));
    if (!counter) return wrong('bad-counter', 'counter');
    const minutes = wholeNumber(field('minutes'), 1, 1_440);
    if (minutes === undefined) return wrong('bad-minutes', 'minutes');
    const count = wholeNumber(field('count'), 0, 100_000);
    if (count === undefined) return wrong('bad-count', 'count');
    const sensor = field('sensor') || 'counter';
    if (!isName(sensor)) return wrong('bad-name', 'sensor');
    const zone = field('zone') || undefined;
    if (zone !== undefined && !isName(zone)) return wrong('bad-name', 'zone');
    if (zone === undefined && counter === 'zoneEntered') return wrong('zone-missing', 'zone');
    const from = startOf(field('start'), `${sensor} ${counter} ${zone ?? ''}`);
    if (typeof from === 'string') return wrong(from, 'start');
    return { line, sensor, counter, from, minutes, count, zone };
  }

  function startOf(written: string, series: string): number | 'bad-time' | 'no-such-time' {
    const [, day, hour, minute, offset] = instantPattern.exec(written) ?? [];
    if (day === undefined || !isDay(day)) return 'bad-time';
    if (offset !== undefined) {
      const at = Date.parse(written.replace(' ', 'T'));
      return Number.isNaN(at) ? 'bad-time' : at;
    }
    return instantOf(series, day, Number(hour) * 60 + Number(minute)) ?? 'no-such-time';
  }
}

const instantPattern = /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::00(?:\.0+)?)?(Z|[+-]\d\d:\d\d)?$/;

function isName(text: string): boolean {
  return /^[\w.@:-]{1,64}$/.test(text);
}

function parsed(text: string): readonly ParsedLine[] {
  try {
    return parse(text, { info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as readonly ParsedLine[];
  } catch (cause) {
    if (cause instanceof CsvError) throw new ImportError('not-csv', `The file is no CSV: ${cause.message}.`, { cause });
    throw cause;
  }
}

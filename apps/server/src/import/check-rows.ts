import type { Site } from '@fieldloop/domain/records/site';
import { quoted, type CountFile, type CountRow, type RowProblem } from './count-row.ts';

/** The ledger takes nothing of before. */
const earliest = Date.UTC(2000, 0, 1);

/** Judges rows against each other, the site and the clock: what passes, and all problems in the order of lines. */
export function checkRows(file: CountFile, site: Pick<Site, 'zones'>, now: number): CountFile {
  const problems: RowProblem[] = [...file.problems];
  const rows = file.rows.filter((row) => {
    const problem = problemOf(row);
    if (problem) problems.push(problem);
    return !problem;
  });
  const overlapping = new Map(overlaps(rows).map((problem) => [problem.line, problem]));
  problems.push(...overlapping.values());
  return {
    rows: rows.filter(({ line }) => !overlapping.has(line)),
    problems: problems.toSorted((a, b) => a.line - b.line),
  };

  function problemOf({ line, from, minutes, zone }: CountRow): RowProblem | undefined {
    if (from < earliest) return { line, reason: 'too-long-ago', found: new Date(from).toISOString() };
    if (from + minutes * 60_000 > now) return { line, reason: 'in-the-future', found: new Date(from).toISOString() };
    if (zone !== undefined && !site.zones.some(({ id }) => id === zone)) return { line, reason: 'unknown-zone', found: quoted(zone) };
    return undefined;
  }
}

/** The same people would be counted twice; the line that comes first in time, then in the file, is kept. */
function overlaps(rows: readonly CountRow[]): RowProblem[] {
  const series = Map.groupBy(rows, ({ sensor, counter, zone }) => `${sensor} ${counter} ${zone ?? ''}`);
  return [...series.values()].flatMap((ofOneCounter) => {
    const found: RowProblem[] = [];
    let last: CountRow | undefined;
    for (const row of ofOneCounter.toSorted((a, b) => a.from - b.from || a.line - b.line)) {
      if (last && row.from < last.from + last.minutes * 60_000) found.push({ line: row.line, reason: 'overlaps', found: String(last.line) });
      else last = row;
    }
    return found;
  });
}

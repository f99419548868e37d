import { quoted, wholeNumber, type CountFile, type CountRow, type RowProblem } from './count-row.ts';
import { isDay, wallClockReader } from './wall-clock.ts';

const flows: Readonly<Record<string, CountRow['counter']>> = { 7: 'exited', 9: 'entered' };
const halfHour = 30;

/**
 * Reads `flow,month/day/year,time,count` lines of the CalIt2 people counter: 7 went out, 9 came in. The time ends the
 * half hour that was counted, on the site's clock.
 */
export function readCalit2(text: string, timeZone: string): CountFile {
  const rows: CountRow[] = [];
  const problems: RowProblem[] = [];
  const instantOf = wallClockReader(timeZone);
  text.split(/\r?\n/).forEach((content, index) => {
    if (content.trim() === '') return;
    const read = readLine(content, index + 1);
    if ('reason' in read) problems.push(read);
    else rows.push(read);
  });
  return { rows, problems };

  function readLine(content: string, line: number): CountRow | RowProblem {
    const fields = content.split(',').map((field) => field.trim());
    const [flow = '', date = '', time = '', counted = ''] = fields;
    if (fields.length !== 4) return { line, reason: 'wrong-fields', found: quoted(content) };
    const counter = flows[flow];
    if (!counter) return { line, reason: 'bad-flow', found: quoted(flow) };
    const clock = wallClock(date, time);
    if (!clock) return { line, reason: 'bad-time', found: quoted(`${date} ${time}`) };
    const count = wholeNumber(counted, 0, 100_000);
    if (count === undefined) return { line, reason: 'bad-count', found: quoted(counted) };
    const end = instantOf(flow, clock.day, clock.minuteOfDay);
    if (end === undefined) return { line, reason: 'no-such-time', found: quoted(`${date} ${time}`) };
    return { line, sensor: 'calit2', counter, from: end - halfHour * 60_000, minutes: halfHour, count };
  }
}

/** `07/24/05`, `00:30:00`: the century is ours. */
function wallClock(date: string, time: string): { day: string; minuteOfDay: number } | undefined {
  const [, month, dayOfMonth, year] = /^(\d\d)\/(\d\d)\/(\d\d)$/.exec(date) ?? [];
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d):00$/.exec(time) ?? [];
  const day = `20${year}-${month}-${dayOfMonth}`;
  if (year === undefined || hour === undefined || !isDay(day)) return undefined;
  return { day, minuteOfDay: Number(hour) * 60 + Number(minute) };
}

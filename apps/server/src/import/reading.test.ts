import { describe, expect, it } from 'vitest';
import { checkRows } from './check-rows.ts';
import { problemText } from './count-row.ts';
import { countFact } from './count-facts.ts';
import { readArguments } from './import-arguments.ts';
import { importProgress } from './import-progress.ts';
import { readCalit2 } from './read-calit2.ts';
import { readCsv } from './read-csv.ts';

const losAngeles = 'America/Los_Angeles';
const shanghai = 'Asia/Shanghai';
const now = Date.UTC(2026, 6, 18, 12);
const site = { zones: [{ id: 'hero', name: { zh: '主推台' } }] };

describe('a CalIt2 file', () => {
  it('counts the half hour before its time, in and out', () => {
    const { rows, problems } = readCalit2('7,07/24/05,00:00:00,3\r\n9,07/24/05,00:30:00,0\r\n', losAngeles);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { line: 1, sensor: 'calit2', counter: 'exited', from: Date.UTC(2005, 6, 24, 6, 30), minutes: 30, count: 3 },
      { line: 2, sensor: 'calit2', counter: 'entered', from: Date.UTC(2005, 6, 24, 7), minutes: 30, count: 0 },
    ]);
  });

  it.each([
    ['8,07/24/05,00:00:00,3', 'bad-flow'],
    ['7,24/07/05,00:00:00,3', 'bad-time'],
    ['7,02/30/05,00:00:00,3', 'bad-time'],
    ['7,07/24/05,24:00:00,3', 'bad-time'],
    ['7,07/24/05,00:00:00,-3', 'bad-count'],
    ['7,07/24/05,00:00:00,3.5', 'bad-count'],
    ['7,07/24/05,00:00:00,', 'bad-count'],
    ['7,07/24/05,00:00:00', 'wrong-fields'],
    ['7,04/03/05,02:30:00,3', 'no-such-time'],
  ])('names what is wrong in %s', (line, reason) => {
    const { rows, problems } = readCalit2(`9,07/24/05,00:00:00,0\n${line}\n`, losAngeles);
    expect(rows).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 2, reason }]);
    expect(problemText(problems[0]!)).toMatch(/^line 2: \S/);
  });
});

describe('a CSV', () => {
  const heading = 'Count,start,minutes,counter,sensor,zone,note';

  it('takes columns in any order, site time or an offset, and quotes', () => {
    const text = `${heading}\n5,2026-07-18T14:30,15,entered,door-1,,"rain, heavy"\n0,2026-07-18T06:45:00Z,15,entered,door-1,,\n2,2026-07-18 15:00,60,zoneEntered,door-1,hero,\n`;
    const { rows, problems } = readCsv(text, shanghai);
    expect(problems).toEqual([]);
    expect(rows.map(({ line, from, count, sensor, zone }) => [line, new Date(from).toISOString(), count, sensor, zone])).toEqual([
      [2, '2026-07-18T06:30:00.000Z', 5, 'door-1', undefined],
      [3, '2026-07-18T06:45:00.000Z', 0, 'door-1', undefined],
      [4, '2026-07-18T07:00:00.000Z', 2, 'door-1', 'hero'],
    ]);
  });

  it.each([
    ['5,yesterday,15,entered,,,', 'bad-time'],
    ['5,2026-02-29T10:00,15,entered,,,', 'bad-time'],
    ['5,2026-07-18T14:30+99:99,15,entered,,,', 'bad-time'],
    ['5,2026-07-18T14:30,0,entered,,,', 'bad-minutes'],
    ['5,2026-07-18T14:30,15,left,,,', 'bad-counter'],
    ['many,2026-07-18T14:30,15,entered,,,', 'bad-count'],
    ['100001,2026-07-18T14:30,15,entered,,,', 'bad-count'],
    ['5,2026-07-18T14:30,15,entered,door 1,,', 'bad-name'],
    ['5,2026-07-18T14:30,15,zoneEntered,,,', 'zone-missing'],
    ['5,2026-07-18T14:30,15,entered', 'wrong-fields'],
  ])('names what is wrong in %s', (line, reason) => {
    expect(readCsv(`${heading}\n${line}\n`, shanghai)).toMatchObject({ rows: [], problems: [{ line: 2, reason }] });
  });

  it('names every column that the heading lacks', () => {
    expect(readCsv('time,count\n', shanghai).problems.map(({ found }) => found)).toEqual(['start', 'minutes', 'counter']);
  });

  it('is no CSV with an open quote, and not empty', () => {
    expect(() => readCsv(`${heading}\n"5,2026`, shanghai)).toThrow(expect.objectContaining({ reason: 'not-csv' }));
    expect(() => readCsv('', shanghai)).toThrow(expect.objectContaining({ reason: 'empty-file' }));
  });
});

describe('rows beside each other', () => {
  const row = { sensor: 'a', counter: 'entered', from: Date.UTC(2026, 6, 18, 6), minutes: 30, count: 1 } as const;

  it('may not cover the same time twice for one counter of one sensor', () => {
    const rows = [
      { ...row, line: 1 },
      { ...row, line: 2, sensor: 'b' },
      { ...row, line: 3, counter: 'exited' as const },
      { ...row, line: 4, from: row.from + 29 * 60_000 },
      { ...row, line: 5, from: row.from + 30 * 60_000 },
      { ...row, line: 6 },
    ];
    const checked = checkRows({ rows, problems: [] }, site, now);
    expect(checked.rows.map(({ line }) => line)).toEqual([1, 2, 3, 5]);
    expect(checked.problems.map(({ line, reason, found }) => [line, reason, found])).toEqual([
      [4, 'overlaps', '1'],
      [6, 'overlaps', '1'],
    ]);
  });

  it('must be over, and in zones that the site has', () => {
    const rows = [
      { ...row, line: 1, from: now - 29 * 60_000 },
      { ...row, line: 2, counter: 'zoneEntered' as const, zone: 'attic' },
      { ...row, line: 3, counter: 'zoneEntered' as const, zone: 'hero' },
      { ...row, line: 4, from: Date.UTC(1999, 11, 31, 23) },
    ];
    const checked = checkRows({ rows, problems: [] }, site, now);
    expect(checked.rows.map(({ line }) => line)).toEqual([3]);
    expect(checked.problems.map(({ reason }) => reason)).toEqual(['in-the-future', 'unknown-zone', 'too-long-ago']);
  });

  it('become facts whose ids tell apart what was counted, and nothing else', () => {
    const first = { ...row, line: 1 };
    const different = [
      countFact('ja', first), countFact('xh', first), countFact('ja', { ...first, sensor: 'b' }),
      countFact('ja', { ...first, counter: 'exited' }), countFact('ja', { ...first, from: first.from + 1 }),
      countFact('ja', { ...first, minutes: 15 }), countFact('ja', { ...first, zone: 'hero' }),
    ].map(({ id }) => id);
    expect(new Set(different).size).toBe(different.length);
    expect(countFact('ja', { ...first, line: 99, count: 7 }).id).toBe(different[0]);
  });
});

describe('the command line', () => {
  it('takes what the usage says', () => {
    const args = ['counts.csv', '--format', 'csv', '--site', 'ja', '--skip-bad'];
    expect(readArguments(args)).toMatchObject({ file: 'counts.csv', format: 'csv', site: 'ja', skipBad: true, create: undefined });
    expect(readArguments([...args, '--create-site', 'Door', '--time-zone', losAngeles]).create).toEqual({ name: 'Door', timeZone: losAngeles, currency: 'CNY' });
  });

  it.each([
    [[]], [['a', 'b', '--format', 'csv', '--site', 'ja']], [['a', '--format', 'xls', '--site', 'ja']], [['a', '--format', 'csv']],
    [['a', '--format', 'csv', '--site', 'ja', '--create-site', 'Door']], [['a', '--format', 'csv', '--site', 'ja', '--colour', 'red']],
    [['a', '--format', 'csv', '--site', 'ja', '--time-zone', losAngeles]],
  ])('refuses %j', (args) => {
    expect(() => readArguments(args)).toThrow(expect.objectContaining({ name: 'ImportError', reason: 'usage' }));
  });

  it('shows a bar on a terminal and a line at every tenth elsewhere', () => {
    const written: string[] = [];
    const terminal = importProgress({ isTTY: true, write: (text) => written.push(text) }, 1_000);
    terminal(500);
    terminal(1_000);
    expect(written).toEqual([`\r  ${'█'.repeat(15)}${'░'.repeat(15)} 500 of 1,000 rows`, `\r  ${'█'.repeat(30)} 1,000 of 1,000 rows\n`]);
    written.length = 0;
    const pipe = importProgress({ write: (text) => written.push(text) }, 1_000);
    for (let done = 50; done <= 1_000; done += 50) pipe(done);
    expect(written).toHaveLength(10);
    expect(written.at(-1)).toBe('  1,000 of 1,000 rows\n');
  });
});

import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runImport, type ImportReport } from '../../../apps/server/src/import/run-import.ts';
import type { ImportArguments } from '../../../apps/server/src/import/import-arguments.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { startTestDatabase, type TestDatabase } from '../test-database.ts';
import { addTenant, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import type { Visitor } from '../visitor.ts';
import { addedUp, calit2File, calit2Days } from './calit2-sums.ts';

interface Totals {
  readonly timeZone: string;
  readonly days: readonly { readonly day: string; readonly counters: readonly { readonly counter: string; readonly n: number }[] }[];
  readonly totals: readonly { readonly counter: string; readonly n: number }[];
}

const losAngeles = 'America/Los_Angeles';

let app: TestApp;
let organization: Organization;
let planner: Visitor;
let folder: string;
let said: string;

beforeAll(async () => {
  app = await startTestApp();
  organization = await addTenant(app, 'Counters', ['ja']);
  planner = await signInAs(app, organization, 'planner');
  folder = mkdtempSync(join(tmpdir(), 'fieldloop-import-'));
});

afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  said = '';
});

describe('fifteen weeks of a real people counter', () => {
  const wanted = { file: calit2File, format: 'calit2', site: 'calit2', create: { name: 'CalIt2', timeZone: losAngeles, currency: 'USD' } } as const;
  let first: ImportReport;

  beforeAll(async () => {
    first = await importing(wanted);
  });

  it('is taken whole: 10,080 rows, zeros included', async () => {
    expect(first).toMatchObject({ site: 'calit2', rows: 10_080, added: 10_080, known: 0, skipped: [] });
    expect(await factsOf('calit2')).toBe(10_080);
  });

  it('comes to the same totals at the desk as in the file, in all and on each of its days', async () => {
    const { data } = await planner.query<Totals>('insight.totals', { site: 'calit2' });
    expect(data.timeZone).toBe(losAngeles);
    expect(countsOf(data.totals)).toEqual(addedUp(calit2Days));
    // The first line counts the last half hour of the day before the first.
    expect(calit2Days.size).toBe(106);
    expect(new Map(data.days.map(({ day, counters }) => [day, countsOf(counters)]))).toEqual(new Map([...calit2Days].sort()));
  });

  it('adds nothing when it comes again, under any name', async () => {
    const copy = join(folder, 'the same.data');
    copyFileSync(calit2File, copy);
    expect(await importing({ ...wanted, file: copy })).toMatchObject({ added: 0, known: 10_080 });
    expect(await factsOf('calit2')).toBe(10_080);
    const { data } = await planner.query<Totals>('insight.totals', { site: 'calit2' });
    expect(countsOf(data.totals)).toEqual(addedUp(calit2Days));
  });

  it('goes on where it was stopped', async () => {
    const stopping = new AbortController();
    const half = { ...wanted, site: 'calit2-again' };
    const stopped = importing(half, stopping.signal, (text) => {
      if (text.includes(' rows')) stopping.abort();
    });
    await expect(stopped).rejects.toMatchObject({ name: 'ImportError', reason: 'stopped' });
    const before = await factsOf('calit2-again');
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(10_080);
    expect(await importing(half)).toMatchObject({ added: 10_080 - before, known: before });
  });
});

describe('a CSV', () => {
  const heading = 'start,minutes,counter,count,sensor\n';
  const good = '2024-07-18T10:00,15,entered,12,door\n2024-07-18T10:15,15,entered,0,door\n';
  const bad = '2024-07-18T10:30,15,entered,-1,door\n2024-07-18 soon,15,entered,3,door\n';

  it('with bad rows names line and reason of each and imports nothing', async () => {
    const before = await factsOf('ja');
    await expect(importing(csv('bad.csv', heading + good + bad))).rejects.toMatchObject({ name: 'ImportError', reason: 'bad-rows' });
    expect(said).toMatch(/line 4: the count is "-1"/);
    expect(said).toMatch(/line 5: "2024-07-18 soon" is no date and time/);
    expect(await factsOf('ja')).toBe(before);
  });

  it('leaves bad rows out only when told so', async () => {
    const before = await factsOf('ja');
    const report = await importing({ ...csv('skip.csv', heading + good + bad), skipBad: true });
    expect(report).toMatchObject({ added: 2, known: 0 });
    expect(report.skipped.map(({ line, reason }) => [line, reason])).toEqual([[4, 'bad-count'], [5, 'bad-time']]);
    expect(await factsOf('ja')).toBe(before + 2);
  });

  it('from a spreadsheet begins with a byte order mark', async () => {
    expect(await importing(csv('bom.csv', `\uFEFF${heading}2024-07-18T12:00,15,entered,4,door\n`))).toMatchObject({ added: 1 });
  });

  it('that says another count than before adds nothing and names the line', async () => {
    const line = (count: number): string => `${heading}2024-07-17T10:00,15,entered,${count},door\n`;
    expect(await importing(csv('first.csv', line(5)))).toMatchObject({ added: 1, different: [] });
    expect(await importing(csv('mended.csv', line(7)))).toMatchObject({ added: 0, known: 1, different: [{ line: 2, before: 5, now: 7 }] });
    expect(said).toMatch(/line 2: 5 before, 7 now/);
  });

  it.each([
    ['in another encoding', Buffer.from([0xff, 0xfe, 0x73, 0x00]), 'not-text'],
    ['that is empty', Buffer.from(''), 'empty-file'],
    ['with an open quote', Buffer.from(`${heading}"2026`), 'not-csv'],
    ['of a spreadsheet program', Buffer.from('PK\u0003\u0004\u0014'), 'not-text'],
    ['with semicolons', Buffer.from(heading.replaceAll(',', ';')), 'not-csv'],
    ['with a column twice', Buffer.from(`start,${heading}`), 'not-csv'],
    ['with a heading alone', Buffer.from(heading), 'nothing-to-import'],
    ['without its columns', Buffer.from('a,b\n1,2\n'), 'bad-rows'],
  ])('%s is refused with a reason', async (_name, bytes, reason) => {
    await expect(importing(csv('odd.csv', bytes))).rejects.toMatchObject({ name: 'ImportError', reason });
  });

  it('that is not there is refused', async () => {
    await expect(importing({ file: join(folder, 'none.csv'), format: 'csv', site: 'ja' })).rejects.toMatchObject({ reason: 'no-such-file' });
  });

  function csv(name: string, content: string | Buffer) {
    const file = join(folder, name);
    writeFileSync(file, content);
    return { file, format: 'csv', site: 'ja' } as const;
  }
});

describe('a site', () => {
  it('that does not exist is named with those that do, and how to make one', async () => {
    const wanted = { file: calit2File, format: 'calit2', site: 'nowhere' } as const;
    await expect(importing(wanted)).rejects.toMatchObject({ reason: 'no-such-site' });
    await expect(importing(wanted)).rejects.toThrow(/ja {2}点位 ja {2}Asia\/Shanghai[^]*--create-site/);
  });

  it('is made only with a time zone that exists, and not over another', async () => {
    const create = { name: 'Door', timeZone: 'Mars/Olympus', currency: 'USD' };
    await expect(importing({ file: calit2File, format: 'calit2', site: 'mars', create })).rejects.toMatchObject({ reason: 'bad-time-zone' });
    const elsewhere = { ...create, timeZone: losAngeles };
    await expect(importing({ file: calit2File, format: 'calit2', site: 'ja', create: elsewhere })).rejects.toMatchObject({ reason: 'site-exists' });
  });
});

describe('a database without an organization', () => {
  let empty: TestDatabase;
  beforeAll(async () => {
    empty = await startTestDatabase();
  });
  afterAll(() => empty?.stop());

  it('says what to do first', async () => {
    const wanted = { file: calit2File, format: 'calit2', site: 'calit2' } as const;
    await expect(importing(wanted, undefined, undefined, empty.url)).rejects.toMatchObject({ reason: 'no-organization' });
  });
});

function importing(
  wanted: Partial<ImportArguments> & Pick<ImportArguments, 'file' | 'format' | 'site'>,
  signal?: AbortSignal,
  heard: (text: string) => void = () => undefined,
  databaseUrl = app.db.pool.options.connectionString ?? '',
): Promise<ImportReport> {
  const write = (text: string): void => {
    said += text;
    heard(text);
  };
  return runImport(
    { databaseUrl, clock: app.clock, screen: { write }, signal },
    { skipBad: false, organization: undefined, create: undefined, ...wanted },
  );
}

async function factsOf(site: string): Promise<number> {
  const { rows } = await app.db.pool.query<{ n: number }>(
    "select count(*)::int as n from fact where organization_id = $1 and scope = $2 and name = 'people-counted'",
    [organization.id, `site:${site}`],
  );
  return rows[0]?.n ?? 0;
}

function countsOf(counters: readonly { readonly counter: string; readonly n: number }[]): Record<string, number> {
  return Object.fromEntries(counters.map(({ counter, n }) => [counter, n]));
}

import pg from 'pg';
import type { Phone } from './phone.ts';
import type { Shown } from './page-recorder.ts';
import type { ServerProcess } from './server-process.ts';

/** What is wrong, by what became of it; each line names one fact, photo or number. */
export interface Books {
  readonly saved: number;
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  readonly stuck: readonly string[];
}

/** Everything must have drained within this time after the faults have stopped: twice the longest pause between tries. */
const drainMs = 150_000;

/**
 * Compares what every phone has shown as saved with the ledger, the quarantine, the tallies and the photos, and again
 * until all agree or the time is up.
 */
export async function reckon(phones: readonly Phone[], server: ServerProcess): Promise<Books> {
  const end = Date.now() + drainMs;
  if (!(await server.ready(drainMs))) return { saved: savedBy(phones).length, lost: [], duplicated: [], stuck: [...server.failures, 'the server never came back'] };
  for (;;) {
    const books = await compare(phones, await readLedger(await server.databaseUrl()));
    const done = books.lost.length + books.duplicated.length + books.stuck.length === 0;
    if (done || Date.now() > end) return { ...books, stuck: [...books.stuck, ...server.failures] };
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

interface Ledger {
  /** How often each id is there, in the ledger or unsettled in quarantine. */
  readonly ids: ReadonlyMap<string, number>;
  readonly tallies: Readonly<Record<string, number>>;
  readonly photos: ReadonlySet<string>;
}

async function readLedger(url: string): Promise<Ledger> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const ids = await client.query<{ id: string; n: string }>(`
      SELECT id, count(*) AS n
      FROM (SELECT id FROM fact UNION ALL SELECT id FROM quarantine WHERE id IS NOT NULL AND settled IS DISTINCT FROM 'released') AS kept
      GROUP BY id`);
    const tallies = await client.query<{ counter: string; n: string }>('SELECT counter, sum(n) AS n FROM tally GROUP BY counter');
    const photos = await client.query<{ sha256: string }>('SELECT sha256 FROM blob');
    return {
      ids: new Map(ids.rows.map(({ id, n }) => [id, Number(n)])),
      tallies: Object.fromEntries(tallies.rows.map(({ counter, n }) => [counter, Number(n)])),
      photos: new Set(photos.rows.map(({ sha256 }) => sha256)),
    };
  } finally {
    await client.end();
  }
}

async function compare(phones: readonly Phone[], ledger: Ledger): Promise<Books> {
  const [lost, duplicated, stuck]: [string[], string[], string[]] = [[], [], []];
  for (const phone of phones) {
    const { facts, photos } = await phone.read();
    const here = `phone ${phone.number}`;
    const open = new Set(facts.filter(({ state }) => state === 'pending' || state === 'waiting').map(({ id }) => id));
    for (const id of open) stuck.push(`${here}: fact ${id} is still to be sent`);
    for (const { id, name } of phone.saved.values()) {
      const times = ledger.ids.get(id) ?? 0;
      if (times === 0 && !open.has(id)) lost.push(`${here}: ${name} ${id} was shown as saved and is nowhere`);
      if (times > 1) duplicated.push(`${here}: ${name} ${id} is there ${times} times`);
    }
    const kept = [...phone.saved.values()].filter(({ name }) => name === 'people-counted').length;
    differ(kept, phone.taps, `${here}: taps kept`);
    for (const { sha256, state } of photos) {
      if (state !== 'verified') stuck.push(`${here}: photo ${sha256} is ${state}`);
      else if (!ledger.photos.has(sha256)) lost.push(`${here}: photo ${sha256} is called verified and is not at the server`);
    }
    for (const counter of ['passedBy', 'entered']) {
      const [shown, total] = [await phone.padNumber(counter), ledger.tallies[counter] ?? 0];
      if (shown !== total) stuck.push(`${here}: the pad ${counter} shows ${shown} of ${total}`);
    }
  }
  const expected = totalsOf(savedBy(phones));
  for (const [counter, n] of Object.entries(expected)) {
    if (stuck.length === 0) differ(ledger.tallies[counter] ?? 0, n, `the desk's total of ${counter}`);
  }
  return { saved: savedBy(phones).length, lost, duplicated, stuck };

  function differ(found: number, expected: number, what: string): void {
    for (let missing = found; missing < expected; missing += 1) lost.push(`${what}: number ${missing + 1} of ${expected} is missing`);
    for (let surplus = expected; surplus < found; surplus += 1) duplicated.push(`${what}: number ${surplus + 1} of ${expected}`);
  }
}

function savedBy(phones: readonly Phone[]): readonly Shown[] {
  return phones.flatMap((phone) => [...phone.saved.values()]);
}

/** What the taps and sales add up to, from the facts that the phones showed as saved. */
function totalsOf(facts: readonly Shown[]): Readonly<Record<string, number>> {
  const totals: Record<string, number> = { passedBy: 0, entered: 0, receipt: 0 };
  for (const { name, payload } of facts) {
    const [counter, n] = countedBy(name, payload);
    if (counter !== undefined) totals[counter] = (totals[counter] ?? 0) + n;
  }
  return totals;
}

function countedBy(name: string, payload: unknown): readonly [string | undefined, number] {
  if (name === 'sale-recorded') return ['receipt', 1];
  if (name !== 'people-counted') return [undefined, 0];
  const { counter, count } = payload as { readonly counter: string; readonly count: number };
  return [counter, count];
}

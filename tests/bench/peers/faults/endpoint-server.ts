/**
 * An application's own endpoint over SQLite, as engines without a server ask for: `endpoint-server.ts <folder>`.
 * A request is one transaction; what was answered outlives the process.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { DatabaseSync } from 'node:sqlite';

interface PushedRow {
  readonly newDocumentState: { readonly id: string };
  readonly assumedMasterState?: unknown;
}

const [folder = ''] = process.argv.slice(2);
const database = new DatabaseSync(join(folder, 'endpoint.sqlite'));
database.exec(`
  pragma journal_mode = wal;
  create table if not exists effect (place integer primary key, id text not null, key text not null);
  create index if not exists effect_id on effect (id);
  create index if not exists effect_key on effect (key);
  create table if not exists document (id text primary key, state text not null);
`);
const takeEffect = database.prepare('insert into effect (id, key) values (?, ?)');
const takeEffectOnce = database.prepare('insert into effect (id, key) select ?1, ?2 where not exists (select 1 from effect where key = ?2)');
const readDocument = database.prepare('select state from document where id = ?');
const writeDocument = database.prepare('insert or replace into document values (?, ?)');
const countEffects = database.prepare('select count(*) as times, count(distinct key) as keys from effect where id = ?');

const answers: Readonly<Record<string, (body: never) => unknown>> = {
  /** Honours the idempotency key, as TanStack's readme asks. */
  '/facts': ({ id, key }: { id: string; key: string }) => void takeEffectOnce.run(id, key),
  /** Does what it is asked, each time: Workbox repeats a request as it was, and asks nothing of the server. */
  '/plain': ({ id, key }: { id: string; key: string }) => void takeEffect.run(id, key),
  /** RxDB's documented handler: a row that assumes another state than the server's is a conflict, answered with the server's. */
  '/push': (rows: readonly PushedRow[]) => rows.flatMap(({ newDocumentState, assumedMasterState }) => {
    const held = readDocument.get(newDocumentState.id) as { state: string } | undefined;
    const state = JSON.stringify(newDocumentState);
    if (held && (!assumedMasterState || JSON.stringify(assumedMasterState) !== held.state)) return [JSON.parse(held.state) as unknown];
    writeDocument.run(newDocumentState.id, state);
    takeEffect.run(newDocumentState.id, state);
    return [];
  }),
  '/effects': (ids: readonly string[]) => ids.map((id) => countEffects.get(id)),
};

const http = createServer((request, response) => {
  void (async () => {
    const answer = answers[request.url ?? ''];
    if (!answer) return void response.writeHead(404).end();
    const body = await json(request);
    database.exec('begin immediate');
    const result = answer(body as never);
    database.exec('commit');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result ?? {}));
  })().catch(() => {
    if (database.isTransaction) database.exec('rollback');
    request.socket.destroy();
  });
});
process.once('disconnect', () => process.exit(0));
http.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as AddressInfo).port }));

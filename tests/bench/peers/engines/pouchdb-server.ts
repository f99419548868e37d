import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import expressPouchDb from 'express-pouchdb';
import PouchDB from 'pouchdb';
import { record, type PeerServer } from '../peer.ts';

/** express-pouchdb over LevelDB files, as its readme sets it up. */
export const server: PeerServer = {
  async serve(records) {
    const folder = mkdtempSync(join(tmpdir(), 'peers-pouchdb-'));
    const Stored = PouchDB.defaults({ prefix: `${folder}/` });
    const app = express();
    app.use('/', expressPouchDb(Stored, { logPath: join(folder, 'log.txt'), configPath: join(folder, 'config.json') }));
    const listening = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => listening.once('listening', resolve));
    const facts = new Stored('facts');
    const site = new Stored('records');
    for (let from = 0; from < records; from += 1_000) {
      await site.bulkDocs(Array.from({ length: Math.min(1_000, records - from) }, (_, index) => ({ ...record(from + index), _id: record(from + index).id })));
    }
    return {
      port: (listening.address() as AddressInfo).port,
      count: async () => (await facts.info()).doc_count,
      async stop() {
        listening.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { record } from '../facts.ts';
import type { PeerServer } from '../peer.ts';
import { servePouchDb } from './pouchdb-files.ts';

export const server: PeerServer = {
  async serve(records) {
    const folder = mkdtempSync(join(tmpdir(), 'peers-pouchdb-'));
    const { port, http, Stored } = await servePouchDb(folder);
    const facts = new Stored('facts');
    const site = new Stored('records');
    for (let from = 0; from < records; from += 1_000) {
      await site.bulkDocs(Array.from({ length: Math.min(1_000, records - from) }, (_, index) => ({ ...record(from + index), _id: record(from + index).id })));
    }
    return {
      port,
      count: async () => (await facts.info()).doc_count,
      async stop() {
        http.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

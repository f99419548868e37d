import { createRxDatabase } from 'rxdb/plugins/core';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { RxStorage } from 'rxdb/plugins/core';

const text = { type: 'string' } as const;
const number = { type: 'number' } as const;

const facts = {
  version: 0, primaryKey: 'id', type: 'object',
  properties: { id: { type: 'string', maxLength: 60 }, name: text, site: text, at: number, stamp: text, shift: text, counter: text, count: number },
} as const;
const records = {
  version: 0, primaryKey: 'id', type: 'object',
  properties: { id: { type: 'string', maxLength: 60 }, kind: text, text, category: text, severity: text, status: text, at: number },
} as const;

/** The same database on both sides. In memory but for browsers: RxDB's storages on disk for Node are sold, or limited trials. */
export async function openDatabase(name: string, storage: RxStorage<unknown, unknown> = getRxStorageMemory()) {
  const database = await createRxDatabase({ name, storage, multiInstance: false });
  return { database, ...(await database.addCollections({ facts: { schema: facts }, warm: { schema: facts }, records: { schema: records } })) };
}

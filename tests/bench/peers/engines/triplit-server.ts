import { createHmac } from 'node:crypto';
import { TriplitClient } from '@triplit/client';
import { createServer } from '@triplit/server';
import { createTriplitStorageProvider } from '@triplit/server/storage';
import { record } from '../facts.ts';
import type { PeerServer } from '../peer.ts';
import { freePort } from './free-port.ts';
import { schema, secret } from './triplit-schema.ts';

/** A token of Triplit's own form, signed with the server's secret. */
function token(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ 'x-triplit-token-type': 'secret', 'x-triplit-project-id': 'peers' })}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

export const server: PeerServer = {
  async serve(records) {
    const port = await freePort();
    const start = await createServer({
      storage: await createTriplitStorageProvider('memory'), jwtSecret: secret, projectId: 'peers', maxPayloadMb: 512,
      dbOptions: { schema: { collections: schema, roles: {} } } as never,
    });
    const running = await new Promise<ReturnType<typeof start>>((resolve) => {
      const opened = start(port, () => setImmediate(() => resolve(opened)));
    });
    const serverUrl = `http://127.0.0.1:${port}`;
    const admin = new TriplitClient({ serverUrl, token: token(), schema, storage: 'memory', autoConnect: false, logLevel: 'error' });
    for (let from = 0; from < records; from += 5_000) {
      await admin.http.bulkInsert({ records: Array.from({ length: Math.min(5_000, records - from) }, (_, index) => record(from + index)) });
    }
    return {
      port, token: token(),
      count: async () => (await admin.http.fetch(admin.query('facts').Select(['id']) as never)).length,
      stop: () => new Promise<void>((resolve) => running.close(() => resolve())),
    };
  },
};

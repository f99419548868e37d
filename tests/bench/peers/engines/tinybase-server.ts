import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMergeableStore, type MergeableStore } from 'tinybase';
import { createFilePersister } from 'tinybase/persisters/persister-file';
import { createWsServer } from 'tinybase/synchronizers/synchronizer-ws-server';
import { WebSocketServer } from 'ws';
import { record } from '../facts.ts';
import type { PeerServer } from '../peer.ts';

/** The documented server with persistence: one store per path, kept in a file. */
export const server: PeerServer = {
  async serve(records) {
    const folder = mkdtempSync(join(tmpdir(), 'peers-tinybase-'));
    const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 1 << 30 });
    let store: MergeableStore | undefined;
    const wsServer = createWsServer(sockets, (pathId) => {
      const made = createMergeableStore();
      store = made;
      made.transaction(() => {
        for (let index = 0; index < records; index += 1) made.setRow('records', record(index).id, record(index));
      });
      return createFilePersister(made, join(folder, `${pathId.replaceAll('/', '-')}.json`));
    });
    await new Promise((resolve) => sockets.once('listening', resolve));
    return {
      port: (sockets.address() as AddressInfo).port,
      count: () => store?.getRowCount('facts') ?? 0,
      async stop() {
        await wsServer.destroy();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import expressPouchDb from 'express-pouchdb';
import PouchDB from 'pouchdb';

/** express-pouchdb over LevelDB files in `folder`, as its readme sets it up. */
export async function servePouchDb(folder: string): Promise<{ readonly port: number; readonly http: Server; readonly Stored: typeof PouchDB }> {
  const Stored = PouchDB.defaults({ prefix: `${folder}/` });
  const app = express();
  app.use('/', expressPouchDb(Stored, { logPath: join(folder, 'log.txt'), configPath: join(folder, 'config.json') }));
  const http = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => http.once('listening', resolve));
  return { port: (http.address() as AddressInfo).port, http, Stored };
}

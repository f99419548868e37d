/** The product's server on a database of its own: `fieldloop-server.ts <settings as JSON>`. */
import { pino } from 'pino';
import { createApp } from '../../../../apps/server/src/app.ts';
import { readEnv } from '../../../../apps/server/src/env.ts';
import type { ShopSettings } from './fieldloop-shop.ts';

const { databaseUrl, data } = JSON.parse(process.argv[2] ?? '') as ShopSettings;
const app = await createApp({
  env: readEnv({ PORT: '0', JOIN_PER_MINUTE: '100000', PUSH_PER_MINUTE: '1000000' }), databaseUrl, data, log: pino({ level: 'fatal' }),
});
const url = await app.listen();
process.once('disconnect', () => void app.close().then(() => process.exit(0)));
process.send?.({ port: Number(new URL(url).port) });

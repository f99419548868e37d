import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from './harness/browser.ts';
import { openPhone, padNumber, startShift, tap, until } from './harness/people.ts';
import { openShop, type Shop } from './harness/shop.ts';
import { words } from './harness/words.ts';

const dist = resolve(import.meta.dirname, '../../apps/web/dist');

describe('a newer version', () => {
  let shop: Shop;
  let phone: Device;
  let front: { readonly url: string; release(): void; stop(): Promise<void> };

  beforeAll(async () => {
    shop = await openShop();
    front = await frontOf(shop.url);
    phone = await openPhone({ ...shop, url: front.url });
    await startShift(await phone.page(), { ...shop, url: front.url }, 'greeter');
  });
  afterAll(async () => {
    await phone?.close();
    await front?.stop();
    await shop?.stop();
  });

  it('waits until it is accepted, then comes back to the same screen with everything on it', async () => {
    const page = await phone.page();
    await page.reload();
    await page.getByTestId('pad-entered-number').waitFor();
    await phone.context.setOffline(true);
    await tap(page, 'entered', 3);
    await phone.context.setOffline(false);
    front.release();
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.getByText(words('app_update_ready')).waitFor({ timeout: 15_000 });
    // The old version goes on working beside the one that waits.
    await tap(page, 'entered', 2);
    expect(await padNumber(page, 'entered')).toBe(5);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null)).toBe(true);

    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: words('app_update_apply') }).click();
    await reloaded;
    await until(() => padNumber(page, 'entered'), 5, 15_000);
    expect(new URL(page.url()).pathname).toBe('/floor/count');
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting === null)).toBe(true);
    await until(async () => (await shop.counts())['people-counted'] ?? 0, 5, 15_000);
  });
});

/** A front before the server whose files can be replaced, as a release does. */
async function frontOf(target: string): Promise<{ readonly url: string; release(): void; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldloop-release-'));
  cpSync(dist, folder, { recursive: true });
  const server: Server = createServer((incoming, outgoing) => {
    if (incoming.url === '/service-worker.js') {
      outgoing.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' });
      outgoing.end(readFileSync(join(folder, 'service-worker.js')));
      return;
    }
    const onward = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers: { ...incoming.headers, host: new URL(target).host, origin: target } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    release() {
      const worker = join(folder, 'service-worker.js');
      writeFileSync(worker, `${readFileSync(worker, 'utf8')}\n// the next version\n`);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

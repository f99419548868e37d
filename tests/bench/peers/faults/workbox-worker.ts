import { BackgroundSyncPlugin } from 'workbox-background-sync';
import { registerRoute } from 'workbox-routing';
import { NetworkOnly } from 'workbox-strategies';

const worker = globalThis as unknown as {
  skipWaiting(): void;
  clients: { claim(): Promise<void> };
  addEventListener(type: string, listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
};
worker.addEventListener('install', () => worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

registerRoute(
  ({ url }) => url.pathname === '/plain',
  // Its own types do not fit each other where an absent property is not one that is undefined.
  new NetworkOnly({ plugins: [new BackgroundSyncPlugin('facts', { maxRetentionTime: 24 * 60 }) as object] }),
  'POST',
);

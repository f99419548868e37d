import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { isDeskFile, keepDeskFiles, serveDeskFile } from '../runtime/desk-files.ts';
import { destinationOf, readPush } from '../runtime/notification.ts';
import { syncOnce } from '../runtime/session/sync-once.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly { url: string; revision: string | null }[] };

// The shell works without a network. What the server answers is never cached here: records live in IndexedDB.
precacheAndRoute([...self.__WB_MANIFEST]);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(trpc|v1|blobs|api|metrics|healthz|readyz)([/?]|$)/],
  }),
);
registerRoute(({ url, sameOrigin }) => sameOrigin && isDeskFile(url), ({ request }) => serveDeskFile(request));

self.addEventListener('message', (event) => {
  const type = (event.data as { readonly type?: string } | null)?.type;
  // Only a page that asked its person sends this; the worker never takes over by itself.
  if (type === 'SKIP_WAITING') void self.skipWaiting();
  if (type === 'KEEP_DESK') event.waitUntil(keepDeskFiles());
});

self.addEventListener('push', (event) => {
  const { title, options } = readPush(event.data?.text());
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show(destinationOf(event.notification.data, self.location.origin)));
});

self.addEventListener('sync', (event) => {
  event.waitUntil(
    syncOnce().then(({ waiting }) => {
      // A rejection makes the browser try again later.
      if (waiting > 0) throw new Error(`${waiting} still waiting`);
    }),
  );
});

async function show(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: false });
  const open = windows[0];
  if (!open) await self.clients.openWindow(path);
  else {
    await open.focus();
    await open.navigate(path);
  }
}

import type { BrowserContext, CDPSession, Page } from 'playwright';

/** Closes every IndexedDB handle of the browser from outside, as it does itself under memory pressure. */
export interface HandleCutter {
  cut(): Promise<void>;
}

/** Opens the browser's own page about its databases; the pages of the app know nothing of it. */
export async function openHandleCutter(context: BrowserContext): Promise<HandleCutter> {
  const internals = await context.newPage();
  await internals.goto('chrome://indexeddb-internals');
  return {
    async cut() {
      const button = internals.getByText('Force close').first();
      await button.waitFor();
      await button.click();
    },
  };
}

/** Sets how much the browser lets this origin store, until the returned function lifts it. */
export async function limitStorage(page: Page, origin: string, bytes: number): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
  return async () => {
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await devtools.detach();
  };
}

/** What a browser does to an origin it evicts: everything it stored is gone, cookies stay. */
export async function evict(page: Page, origin: string): Promise<void> {
  const devtools: CDPSession = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb,cache_storage,local_storage,service_workers' });
  await devtools.detach();
}

/** Every row of every database of the page's origin, by `database/table`, read beside the app. */
export function rawDatabases(page: Page): Promise<Readonly<Record<string, readonly unknown[]>>> {
  return page.evaluate(async () => {
    const found: Record<string, unknown[]> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, fail) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error ?? new Error('not opened'));
      });
      for (const store of database.objectStoreNames) {
        found[`${name}/${store}`] = await new Promise<unknown[]>((done, fail) => {
          const rows = database.transaction(store, 'readonly').objectStore(store).getAll();
          rows.onsuccess = () => done(rows.result as unknown[]);
          rows.onerror = () => fail(rows.error ?? new Error('not read'));
        });
      }
      database.close();
    }
    return found;
  });
}

/** A fact on this browser profile, as its outbox keeps it. */
export interface KeptFact {
  readonly state: string;
  readonly device: string;
  readonly fact: { readonly name: string; readonly at: number; readonly offset: number };
}

/** Every fact on this browser profile, whoever's. A pad shows a tap before it is one of them. */
export async function keptFacts(page: Page): Promise<readonly KeptFact[]> {
  const databases = Object.entries(await rawDatabases(page));
  return databases.filter(([name]) => name.endsWith('/outbox/facts')).flatMap(([, rows]) => rows as readonly KeptFact[]);
}

/** How many facts (of one name) are stored on this browser profile of which it has not heard that the server has them. */
export async function waitingFacts(page: Page, named?: string): Promise<number> {
  return (await keptFacts(page)).filter(({ state, fact }) => state === 'pending' && (named === undefined || fact.name === named)).length;
}

/** Every text that the page's origin keeps in Cache Storage, addresses included. */
export function rawCaches(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts.push(request.url, (await (await cache.match(request))?.text()) ?? '');
    }
    return texts.join('\n');
  });
}

/** Runs in a page: what a newer version of the app does first, to every database of the session. @returns how many */
export async function upgradeAll(): Promise<number> {
  const sessions = (await indexedDB.databases()).filter(({ name }) => name?.includes('/'));
  await Promise.all(sessions.map(({ name = '', version = 0 }) =>
    new Promise<void>((done, fail) => {
      const request = indexedDB.open(name, version + 10);
      request.onupgradeneeded = () => request.result.createObjectStore('newer');
      request.onsuccess = () => done();
      request.onerror = () => fail(request.error ?? new Error('not opened'));
    })));
  return sessions.length;
}

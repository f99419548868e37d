/** A fact that a page has read back from its own storage after calling it saved. */
export interface Shown {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly state: string;
}

/**
 * Runs in the page, from before its first script. Follows the outbox through a connection of its own and tells each
 * fact as soon as it can be read there, so that what the test knows to be saved was saved before the kill.
 */
export function recordSaved(): void {
  const tell = (globalThis as unknown as { readonly toldSaved: (facts: unknown) => Promise<void> }).toldSaved;
  let database: IDBDatabase | undefined;
  let device = '';
  let last = 0;

  const open = async (): Promise<void> => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.endsWith('/outbox'));
    if (!found?.name) return;
    const request = indexedDB.open(found.name);
    // The app makes its own database: one that is not there yet must not be made here.
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => {
      database = request.result;
      database.onversionchange = database.onclose = () => {
        database?.close();
        database = undefined;
      };
    };
  };

  const read = (from: IDBDatabase): void => {
    if (!from.objectStoreNames.contains('facts')) return;
    const transaction = from.transaction(['facts', 'device'], 'readonly');
    const current = transaction.objectStore('device').get('current');
    current.onsuccess = () => {
      const row = current.result as { readonly device: string } | undefined;
      if (!row) return;
      if (row.device !== device) [device, last] = [row.device, 0];
      const rows = transaction.objectStore('facts').getAll(IDBKeyRange.bound([device, last], [device, Infinity], true));
      rows.onsuccess = () => {
        const facts = rows.result as { readonly seq: number; readonly id: string; readonly state: string; readonly fact: { readonly name: string; readonly payload: unknown } }[];
        if (facts.length === 0) return;
        last = facts.at(-1)?.seq ?? last;
        void tell(facts.map(({ id, state, fact: { name, payload } }) => ({ id, name, payload, state })));
      };
    };
  };

  setInterval(() => {
    if (database) read(database);
    else void open();
  }, 40);
}

/** Runs in the page: taps the pads that are shown in turn, slower than the guard against double taps; answers how often. */
export async function tapPads(times: number): Promise<number> {
  let done = 0;
  // As a person would: a page that is still reading is waited for.
  for (let waited = 0; waited < 10_000 && !document.querySelector('.pad-tap'); waited += 100) await new Promise((resolve) => setTimeout(resolve, 100));
  while (done < times) {
    const pads = [...document.querySelectorAll<HTMLButtonElement>('.pad-tap')];
    const pad = pads[done % pads.length];
    if (!pad) throw new Error(`no pad is shown at ${location.pathname}, but: ${document.body.innerText.slice(0, 400)}`);
    pad.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0, pointerId: 1 }));
    pad.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, button: 0, pointerId: 1 }));
    pad.click();
    done += 1;
    await new Promise((resolve) => setTimeout(resolve, 140 / pads.length));
  }
  // Whoever taps next begins with the first pad again, which may have been the last.
  await new Promise((resolve) => setTimeout(resolve, 140));
  return done;
}

/** Runs in the page: all that its outbox and its photo queue hold. */
export async function readAll(): Promise<{ readonly facts: Shown[]; readonly photos: { readonly sha256: string; readonly state: string }[] }> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
  const all = (suffix: string, store: string): Promise<unknown[]> =>
    new Promise((resolve, reject) => {
      const name = names.find((each) => each.endsWith(suffix));
      if (name === undefined) return resolve([]);
      const request = indexedDB.open(name);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const rows = request.result.transaction(store, 'readonly').objectStore(store).getAll();
        rows.onerror = () => reject(rows.error);
        rows.onsuccess = () => {
          request.result.close();
          resolve(rows.result as unknown[]);
        };
      };
    });
  const facts = (await all('/outbox', 'facts')) as { readonly id: string; readonly state: string; readonly fact: { readonly name: string; readonly payload: unknown } }[];
  const photos = (await all('/photos', 'photos')) as { readonly sha256: string; readonly state: string }[];
  return {
    facts: facts.map(({ id, state, fact: { name, payload } }) => ({ id, name, payload, state })),
    photos: photos.map(({ sha256, state }) => ({ sha256, state })),
  };
}

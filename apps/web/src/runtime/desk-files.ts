const cacheName = 'fieldloop-desk';
const deskFile = /^assets\/desk-/;

/** Is this one of the files that only the desk loads? They are not part of what a phone keeps. */
export function isDeskFile(url: URL): boolean {
  return deskFile.test(url.pathname.slice(1));
}

/** A desk file from the copy kept here, else from the network. The hash in its name makes an old copy impossible. */
export async function serveDeskFile(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName });
  return kept ?? fetch(request);
}

/** Fetches every desk file of this version, so that the desk opens without a network, and drops those of older ones. */
export async function keepDeskFiles(): Promise<void> {
  const answer = await fetch('/build-manifest.json', { cache: 'no-cache' });
  if (!answer.ok) return;
  const chunks = Object.values((await answer.json()) as Readonly<Record<string, { readonly file: string; readonly css?: readonly string[] }>>);
  const wanted = new Set(chunks.flatMap(({ file, css = [] }) => [file, ...css]).filter((file) => deskFile.test(file)));
  const cache = await caches.open(cacheName);
  for (const request of await cache.keys()) {
    if (!wanted.delete(new URL(request.url).pathname.slice(1))) await cache.delete(request);
  }
  await cache.addAll([...wanted].map((file) => `/${file}`));
}

/** Asks the worker of this page to keep the desk; for a planner who has signed in. */
export async function askToKeepDesk(): Promise<void> {
  const registration = await navigator.serviceWorker?.ready;
  registration?.active?.postMessage({ type: 'KEEP_DESK' });
}

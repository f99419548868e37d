/** The browser's own offer to install (Chromium). It comes once, early, and must be kept until somebody asks. */
export interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallOffer | undefined;
const listeners = new Set<() => void>();

/** Listens from the moment this module loads; the event is often fired before any screen shows. */
addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  set(event as InstallOffer);
});
addEventListener('appinstalled', () => set(undefined));

export function installOffer(): InstallOffer | undefined {
  return offer;
}

export function watchInstallOffer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(next: InstallOffer | undefined): void {
  offer = next;
  for (const listener of listeners) listener();
}

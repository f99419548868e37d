import { useSyncExternalStore } from 'react';
import { currentSession } from '../runtime/session/current-session.ts';
import { mayGo } from './before-reload.ts';
import { lastTouch } from './last-touch.ts';

/** `none`: this is the newest version known. `ready`: a newer one waits. `postponed`: it waits and was put off. */
export type UpdateState = 'none' | 'ready' | 'postponed';

/** A version that waits applies by itself after this long without a touch. */
const IDLE_MS = 5 * 60_000;
/** The network gets this long to take what waits before the page reloads; nothing is lost when it does not. */
const FLUSH_MS = 3_000;
/** Looks this often whether what does not fit on the device has found room. */
const ROOM_MS = 10_000;
const LOOK_AGAIN_MS = 30 * 60_000;

let state: UpdateState = 'none';
let waiting: ServiceWorker | undefined;
const touch = lastTouch(localStorage, Date.now());
let reloading = false;
const listeners = new Set<() => void>();

/** Registers the service worker and watches for newer versions. It never takes over by itself. */
export function startUpdates(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  // The first worker of a profile takes over too (`clients.claim` is not used, so only after a reload): no reload then.
  const controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // A worker that was thrown away leaves nothing to reload: without a network the page would be gone as well.
    if (controlled && navigator.serviceWorker.controller !== null) void reload();
  });
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, () => touch.note(Date.now()), { passive: true });
  void register();
}

/**
 * Sends what waits and lets the waiting version take over; every tab reloads where it is. What somebody is typing is a
 * draft in IndexedDB already.
 * @returns false: something is in the memory of this page alone, so the old version stays
 */
export async function applyUpdate(): Promise<boolean> {
  if (!(await settle())) return false;
  waiting?.postMessage({ type: 'SKIP_WAITING' });
  return true;
}

/** A good moment, such as the start of a shift: applies an update that waits, if there is one. */
export function applyUpdateIfReady(): void {
  if (state !== 'none') void applyUpdate();
}

/** Hides the bar; the old version goes on working. */
export function postponeUpdate(): void {
  change('postponed');
}

/** Where this tab stands. */
export function useUpdate(): UpdateState {
  return useSyncExternalStore(subscribe, () => state);
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/service-worker.js', { scope: '/', updateViaCache: 'none' });
  noteWaiting(registration);
  registration.addEventListener('updatefound', () => {
    const installing = registration.installing;
    installing?.addEventListener('statechange', () => noteWaiting(registration));
  });
  // Without a network there is nothing to look for; the next look comes soon enough.
  const look = () => registration.update().catch(() => undefined);
  setInterval(() => void look(), LOOK_AGAIN_MS);
  addEventListener('online', () => void look());
  setInterval(() => {
    if (state !== 'none' && Date.now() - touch.at() > IDLE_MS) void applyUpdate();
  }, 30_000);
}

function noteWaiting(registration: ServiceWorkerRegistration): void {
  if (!registration.waiting || !navigator.serviceWorker.controller) return;
  waiting = registration.waiting;
  if (state === 'none') change('ready');
}

// Another tab may have accepted: finish this tab's work as well before reloading.
async function reload(): Promise<void> {
  if (reloading) return;
  reloading = true;
  while (!(await settle())) await after(ROOM_MS);
  window.location.reload();
}

function settle(): Promise<boolean> {
  return mayGo(currentSession(), () => after(FLUSH_MS));
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function change(next: UpdateState): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

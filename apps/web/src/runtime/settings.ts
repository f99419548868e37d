import { identity, onIdentity, ownSites, profileDatabase } from './identity/identity.ts';

const siteKey = 'current-site';
let chosen: string | undefined;
const listeners = new Set<() => void>();

/** The site this phone works at: the one chosen last, else the person's only or first one. */
export function currentSite(): string | undefined {
  const who = identity();
  if (!who) return chosen;
  const own = ownSites(who).map((scope) => scope.slice('site:'.length));
  return chosen !== undefined && (own.length === 0 || own.includes(chosen)) ? chosen : own[0];
}

/** Works at another site from now on. */
export async function chooseSite(site: string): Promise<void> {
  await saveSetting(siteKey, site);
  chosen = site;
  for (const listener of listeners) listener();
}

export function onSite(listener: () => void): () => void {
  listeners.add(listener);
  const stop = onIdentity(listener);
  return () => {
    listeners.delete(listener);
    stop();
  };
}

/** Reads the stored choice; called once at start. */
export async function loadSettings(): Promise<void> {
  const stored = await readSetting(siteKey);
  chosen = typeof stored === 'string' ? stored : undefined;
}

/** A small value of this browser profile. */
export async function readSetting(key: string): Promise<unknown> {
  return (await profileDatabase().settings.get(key))?.value;
}

export async function saveSetting(key: string, value: unknown): Promise<void> {
  await profileDatabase().settings.put({ key, value });
}

/**
 * What the person who is here has begun, kept through a crash; give it the shape you expect back and check it. Whoever uses
 * the phone next does not see it.
 */
export async function readDraft(key: string): Promise<unknown> {
  return (await profileDatabase().drafts.get(own(key)))?.value;
}

export async function saveDraft(key: string, value: unknown): Promise<void> {
  await profileDatabase().drafts.put({ key: own(key), value, savedAt: Date.now() });
}

export async function dropDraft(key: string): Promise<void> {
  await profileDatabase().drafts.delete(own(key));
}

function own(key: string): string {
  const who = identity();
  return `${who?.organization.id}/${who?.person.id}/${key}`;
}

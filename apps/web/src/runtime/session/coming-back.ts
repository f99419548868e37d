import { uuidV7 } from '@fieldloop/sync/protocol/uuid';
import type { Identity } from '../identity/identity.ts';
import { readSetting, saveSetting } from '../settings.ts';
import { browserClock, browserRandom } from './browser-ports.ts';
import { carryOver } from './carry-over.ts';
import { currentSession } from './current-session.ts';
import { openSession } from './session.ts';

/** Somebody whose sign-in here is over and of whom something may wait. */
export interface Before {
  readonly organization: { readonly id: string };
  readonly person: { readonly id: string; readonly name: string };
  /** By which the server knows them again. */
  readonly ticket?: string | undefined;
}

const key = 'left-behind';

/** Remembers who leaves something behind on this phone. */
export async function noteLeft({ organization, person: { id, name } }: Before, ticket: string | undefined): Promise<void> {
  const others = (await left()).filter(({ person }) => person.id !== id);
  await saveSetting(key, [...others, { organization: { id: organization.id }, person: { id, name }, ticket }]);
}

/** Whoever left this phone under this name, the latest first. */
export async function leftUnder(name: string): Promise<readonly Before[]> {
  return (await left()).filter(({ person }) => person.name === name).toReversed();
}

/**
 * Brings along what these people of the same name have waiting, where the server took the newcomer for somebody else; and
 * forgets that they had left.
 */
export async function bringAlong(who: Identity, people: readonly Before[]): Promise<void> {
  const session = currentSession();
  if (!session) return;
  for (const { organization, person } of people) {
    if (organization.id !== who.organization.id || person.id === who.person.id || person.name !== who.person.name) continue;
    const before = openSession({ organization: organization.id, person: person.id, tallies: false });
    try {
      const moved = await carryOver(before, session, () => uuidV7(browserClock.now(), browserRandom.bytes(10)));
      if (moved > 0) session.engine.wrote();
    } finally {
      await before.close();
    }
  }
  const all = await left();
  const others = all.filter(({ organization, person }) => organization.id !== who.organization.id || person.name !== who.person.name);
  if (others.length < all.length) await saveSetting(key, others);
}

async function left(): Promise<readonly Before[]> {
  const stored = await readSetting(key);
  return Array.isArray(stored) ? (stored as readonly Before[]) : [];
}

import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openProfileDatabase, type StoredIdentity } from '../database/profile-database.ts';
import { followStoredIdentity, identity, loadIdentity, markSignedOut, profileDatabase } from './identity.ts';

const row = (person: string, organization = 'o'): StoredIdentity => ({
  key: 'current', person: { id: person, name: person, locale: 'zh-CN' }, organization: { id: organization, name: organization },
  via: 'enrolment', memberships: [], confirmedAt: 1, signedOut: false,
});
const here = async () => (await profileDatabase().identity.get('current'))?.person.id;

/** The same browser profile in another window. */
let elsewhere: ReturnType<typeof openProfileDatabase>;

beforeEach(async () => {
  elsewhere = openProfileDatabase();
  await elsewhere.identity.put(row('lin'));
  await loadIdentity();
});
afterEach(async () => {
  elsewhere.close();
  profileDatabase().close({ disableAutoOpen: false });
  await Dexie.delete('fieldloop');
});

describe('a window in which somebody is signed in', () => {
  it('notes that the sign-in has ended, of whom it was said and of nobody else', async () => {
    await markSignedOut();
    expect(await profileDatabase().identity.get('current')).toMatchObject({ person: { id: 'lin' }, signedOut: true });
    expect(identity()?.signedOut).toBe(true);
  });

  it.each([['nobody', undefined], ['somebody else', row('wang')], ['the same name elsewhere', row('lin', 'other')]])('does not put them back after they left: %s is here', async (_, next) => {
    await elsewhere.identity.clear();
    if (next) await elsewhere.identity.put(next);
    await markSignedOut();
    expect(await profileDatabase().identity.toArray()).toEqual(next ? [next] : []);
  });

  it.each([['left', undefined], ['gave way', row('wang')], ['gave way to another organization', row('lin', 'other')]])('is told when they have %s in another one', async (_, next) => {
    const [returned, replaced] = [vi.fn(), vi.fn()];
    const stop = followStoredIdentity(returned, replaced);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(replaced).not.toHaveBeenCalled();
    await elsewhere.settings.put({ key: 'nobody', value: true });
    if (next) await elsewhere.identity.put(next);
    else await elsewhere.identity.clear();
    await vi.waitFor(() => expect(replaced).toHaveBeenCalled());
    expect(returned).not.toHaveBeenCalled();
    expect(await here()).toBe(next?.person.id);
    stop();
  });

  it('goes on when the browser has emptied everything: nobody has left', async () => {
    const replaced = vi.fn();
    const stop = followStoredIdentity(vi.fn(), replaced);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await elsewhere.identity.clear();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(replaced).not.toHaveBeenCalled();
    stop();
  });
});

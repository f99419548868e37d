import { expect, it } from 'vitest';
import { loadIdentity, profileDatabase } from './identity/identity.ts';
import { dropDraft, readDraft, saveDraft } from './settings.ts';

async function isHere(person: string): Promise<void> {
  await profileDatabase().identity.put({
    key: 'current', person: { id: person, name: person, locale: 'zh-CN' }, organization: { id: 'o', name: 'o' },
    via: 'enrolment', memberships: [], confirmedAt: 1, signedOut: false,
  });
  await loadIdentity();
}

it('keeps what one person has begun from the next, and for them', async () => {
  await isHere('lin');
  await saveDraft('report', { text: 'mine' });
  await isHere('wang');
  expect(await readDraft('report')).toBeUndefined();
  await saveDraft('report', { text: 'his' });
  await dropDraft('report');
  await isHere('lin');
  expect(await readDraft('report')).toEqual({ text: 'mine' });
});

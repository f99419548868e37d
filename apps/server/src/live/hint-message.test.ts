import type { ScopeKey } from '@fieldloop/domain/fact';
import type { LedgerChange } from '@fieldloop/sync/server';
import { expect, it } from 'vitest';
import { changeOf, gather, messagesOf, type Gathered } from './hint-message.ts';

function change(scopes: readonly ScopeKey[], tallyOnly: readonly ScopeKey[] = [], names: readonly string[] = []): LedgerChange {
  return { organization: 'org', scopes, tallyOnly, buckets: [], facts: names.map((name, index) => ({ id: `f${index}`, name, scope: 'desk', at: 1 })), at: 1 };
}

it('makes one message of changes that come together, a record before a count', () => {
  const gathered: Gathered = new Map();
  gather(gathered, change(['site:a', 'site:b'], ['site:a', 'site:b'], ['people-counted', 'people-counted']));
  gather(gathered, change(['site:a', 'desk'], [], ['membership-ended']));
  const texts = messagesOf(gathered, 'me');
  expect(texts).toHaveLength(1);
  expect(changeOf(texts[0] ?? '', 'you', 5)).toMatchObject({
    organization: 'org', at: 5, scopes: ['site:a', 'desk', 'site:b'], tallyOnly: ['site:b'],
    facts: [{ name: 'people-counted' }, { name: 'membership-ended' }],
  });
});

it('is deaf to its own voice and to what is no message', () => {
  const gathered: Gathered = new Map();
  gather(gathered, change(['site:a']));
  const [text = ''] = messagesOf(gathered, 'me');
  expect(changeOf(text, 'you', 1)).toBeDefined();
  expect(changeOf(text, 'me', 1)).toBeUndefined();
  for (const other of ['', 'x', '{}', '[]', 'null', '{"from":"you","organization":"org","records":"site:a"}']) expect(changeOf(other, 'me', 1)).toBeUndefined();
});

it('cuts what would not fit a notification', () => {
  const gathered: Gathered = new Map();
  const scopes = Array.from({ length: 300 }, (_, index) => `site:${String(index).padStart(64, 'x')}` as const);
  const names = Array.from({ length: 40 }, (_, index) => String(index).padStart(60, 'n'));
  gather(gathered, change(scopes, scopes.slice(150), names));
  const texts = messagesOf(gathered, '0197e000-0000-7000-8000-00000000000b');
  for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThan(8_000);
  const heard = texts.map((text) => changeOf(text, 'you', 1));
  expect(heard.flatMap((each) => each?.scopes)).toEqual(scopes);
  expect(heard.flatMap((each) => each?.tallyOnly)).toEqual(scopes.slice(150));
});

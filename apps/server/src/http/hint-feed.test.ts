import type { Actor, ScopeKey } from '@fieldloop/domain/fact';
import type { LedgerChange } from '@fieldloop/sync/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openHintFeed, type HintFeed } from './hint-feed.ts';

const operatorOf = (...sites: string[]): Actor => ({
  kind: 'person', person: 'lin', device: '',
  memberships: sites.map((site) => ({ scope: `site:${site}` as const, role: 'operator', from: 0 })),
});

function change(scopes: readonly ScopeKey[], rest: Partial<LedgerChange> = {}): LedgerChange {
  return { organization: 'org', scopes, tallyOnly: [], buckets: [], facts: [], at: 1, ...rest };
}

function opened(rest: Partial<HintFeed> = {}) {
  const sent: { scopes: string[]; tallies?: boolean }[] = [];
  let takes = true;
  const feed = openHintFeed({
    actor: operatorOf('ja', 'jb'), now: () => 1_000, actorAnew: async () => operatorOf('ja'), failed: (error) => { throw error; },
    send(event) {
      const { scopes, tallies } = JSON.parse(event.split('\ndata: ')[1] ?? '') as { scopes: string[]; tallies?: boolean };
      sent.push(tallies ? { scopes, tallies } : { scopes });
      return takes;
    },
    ...rest,
  });
  return { feed, sent, fill: () => (takes = false), empty: () => (takes = true) };
}

afterEach(() => vi.useRealTimers());

describe('a feed of hints', () => {
  it('opens with a hint of nothing, then names what the person may read', () => {
    const { feed, sent } = opened();
    feed.changed(change(['desk', 'site:ja', 'site:elsewhere']));
    feed.changed(change(['site:elsewhere']));
    expect(sent).toEqual([{ scopes: [] }, { scopes: ['site:ja'] }]);
  });

  it('makes one hint of what comes while the connection is full', () => {
    const { feed, sent, fill, empty } = opened();
    fill();
    feed.changed(change(['site:ja']));
    feed.changed(change(['site:jb']));
    feed.changed(change(['site:ja']));
    expect(sent).toHaveLength(2);
    empty();
    feed.drained();
    expect(sent.at(-1)).toEqual({ scopes: ['site:jb', 'site:ja'] });
    expect(sent).toHaveLength(3);
  });

  it('tells of counts at most once a second, and at once with a record', () => {
    vi.useFakeTimers();
    const { feed, sent } = opened();
    const counted = change(['site:ja'], { tallyOnly: ['site:ja'] });
    for (let time = 0; time < 5; time += 1) feed.changed(counted);
    expect(sent.slice(1)).toEqual([{ scopes: ['site:ja'], tallies: true }]);
    vi.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(3);
    feed.changed(counted);
    feed.changed(change(['site:jb']));
    expect(sent.at(-1)).toEqual({ scopes: ['site:jb', 'site:ja'] });
    vi.advanceTimersByTime(5_000);
    expect(sent).toHaveLength(4);
  });

  it('asks what may be read before it tells of a change of access', async () => {
    const { feed, sent } = opened();
    feed.changed(change(['desk', 'site:jb', 'site:ja'], { facts: [{ id: 'f', name: 'membership-ended', scope: 'desk', at: 1 }] }));
    expect(sent).toHaveLength(1);
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    expect(sent.at(-1)).toEqual({ scopes: ['site:ja'] });
  });

  it('is silent once closed', () => {
    vi.useFakeTimers();
    const { feed, sent } = opened();
    feed.changed(change(['site:ja'], { tallyOnly: ['site:ja'] }));
    feed.changed(change(['site:ja'], { tallyOnly: ['site:ja'] }));
    feed.close();
    vi.advanceTimersByTime(5_000);
    expect(sent).toHaveLength(2);
  });
});

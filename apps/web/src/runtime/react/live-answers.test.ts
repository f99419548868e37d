import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import type { Session } from '../session/session.ts';
import { latestAnswer, watchAnswer } from './live-answers.ts';

let made = 0;
const open: Dexie[] = [];
afterEach(() => {
  for (const database of open.splice(0)) database.close();
});

/** A session as far as questions care: a name, and a database under it. */
function world() {
  const name = `live-answers-${(made += 1)}`;
  const database = new Dexie(`${name}/outbox`);
  database.version(1).stores({ facts: 'id' });
  open.push(database);
  const facts = database.table<{ readonly id: number }>('facts');
  return { session: { name } as Session, facts, count: () => facts.count() };
}

it('answers, and answers again after a change', async () => {
  const { session, facts, count } = world();
  const stop = watchAnswer(session, 'count', count, () => {});
  expect(latestAnswer(session, 'count').state).toBe('loading');
  await vi.waitFor(() => expect(latestAnswer(session, 'count')).toEqual({ state: 'ready', value: 0 }));
  await facts.add({ id: 1 });
  await vi.waitFor(() => expect(latestAnswer(session, 'count').value).toBe(1));
  stop();
});

it('goes on answering while changes never stop, and ends with the last of them', async () => {
  const { session, facts } = world();
  let heard = 0;
  // Slower than the changes come: a question that starts again with each of them would never end.
  const slow = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return facts.count();
  };
  const stop = watchAnswer(session, 'slow', slow, () => (heard += 1));
  for (let id = 0; id < 100; id += 1) {
    await facts.add({ id });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(heard).toBeGreaterThan(2);
  expect(heard).toBeLessThan(50);
  await vi.waitFor(() => expect(latestAnswer(session, 'slow').value).toBe(100));
  stop();
});

it('asks once for any number of listeners, and shows the last answer to whoever comes back, until it is read anew', async () => {
  const { session, facts, count } = world();
  // Opening a database for the first time counts as a change.
  await count();
  const ask = vi.fn(count);
  const stops = [1, 2, 3].map(() => watchAnswer(session, 'shared', ask, () => {}));
  await vi.waitFor(() => expect(latestAnswer(session, 'shared').state).toBe('ready'));
  expect(ask).toHaveBeenCalledTimes(1);
  for (const stop of stops) stop();
  await facts.add({ id: 1 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(ask).toHaveBeenCalledTimes(1);
  const stop = watchAnswer(session, 'shared', ask, () => {});
  expect(latestAnswer(session, 'shared')).toEqual({ state: 'ready', value: 0 });
  await vi.waitFor(() => expect(latestAnswer(session, 'shared').value).toBe(1));
  stop();
});

it('forgets an answer that nobody has wanted for a while', async () => {
  const { session, count } = world();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const stop = watchAnswer(session, 'left', count, () => {});
    await vi.advanceTimersByTimeAsync(1);
    await vi.waitFor(() => expect(latestAnswer(session, 'left').state).toBe('ready'));
    stop();
    vi.advanceTimersByTime(29_000);
    expect(latestAnswer(session, 'left').state).toBe('ready');
    vi.advanceTimersByTime(2_000);
    expect(latestAnswer(session, 'left').state).toBe('loading');
  } finally {
    vi.useRealTimers();
  }
});

it('says that the database failed, and answers when it works again, also when nothing changes in it', async () => {
  const { session, count } = world();
  let broken = true;
  const stop = watchAnswer(session, 'broken', async () => (broken ? Promise.reject(new Error('no handle')) : count()), () => {});
  await vi.waitFor(() => expect(latestAnswer(session, 'broken').state).toBe('failed'));
  broken = false;
  await vi.waitFor(() => expect(latestAnswer(session, 'broken')).toEqual({ state: 'ready', value: 0 }), 5_000);
  stop();
});

it('keeps an answer in sight while its question fails once, and lets go of it when it goes on failing', async () => {
  const { session, facts, count } = world();
  // Opening a database for the first time counts as a change.
  await count();
  let failing = 0;
  const states: string[] = [];
  const ask = async () => (failing-- > 0 ? Promise.reject(new Error('no handle')) : count());
  const stop = watchAnswer(session, 'flaky', ask, () => states.push(latestAnswer(session, 'flaky').state));
  await vi.waitFor(() => expect(states).toEqual(['ready']));
  failing = 1;
  await facts.add({ id: 1 });
  await vi.waitFor(() => expect(latestAnswer(session, 'flaky').value).toBe(1), 5_000);
  expect(states).toEqual(['ready', 'ready']);
  failing = 3;
  await facts.add({ id: 2 });
  await vi.waitFor(() => expect(latestAnswer(session, 'flaky').value).toBe(2), 8_000);
  expect(states).toEqual(['ready', 'ready', 'failed', 'ready']);
  stop();
});

import { describe, expect, it } from 'vitest';
import { keepLiveConnection, type EventStream } from './live-connection.ts';
import { shareLiveConnection, type LiveMessage } from './live-lease.ts';

/** Timers that a test moves by hand. */
function handTimers() {
  let now = 0;
  const waiting = new Set<{ at: number; run: () => void }>();
  return {
    after(ms: number, run: () => void) {
      const timer = { at: now + ms, run };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const next = [...waiting].filter(({ at }) => at <= until).sort((left, right) => left.at - right.at)[0];
        if (!next) break;
        now = next.at;
        waiting.delete(next);
        next.run();
      }
      now = until;
    },
  };
}

class FakeStream implements EventStream {
  readyState = 1;
  readonly listeners = new Map<string, (event: { data?: string; lastEventId?: string }) => void>();
  addEventListener(type: string, listener: (event: { data?: string; lastEventId?: string }) => void) {
    this.listeners.set(type, listener);
  }
  close() {
    this.readyState = 2;
  }
  say(type: string, event: { data?: string; lastEventId?: string } = {}) {
    this.listeners.get(type)?.(event);
  }
}

function connection() {
  const timers = handTimers();
  const opened: { stream: FakeStream; lastId: string | undefined }[] = [];
  const hints: string[] = [];
  const stop = keepLiveConnection({
    timers,
    fraction: () => 1,
    onAlive: () => {},
    onHint: (hint) => hints.push(hint.scopes.join()),
    open: (lastId) => {
      const stream = new FakeStream();
      opened.push({ stream, lastId });
      return stream;
    },
  });
  return { timers, opened, hints, stop };
}

const hint = (id: string) => ({ data: JSON.stringify({ id, kind: 'hint', scopes: ['site:ja'] }), lastEventId: id });

describe('the live connection', () => {
  it('passes hints on and drops what it cannot read', () => {
    const { opened, hints } = connection();
    opened[0]?.stream.say('message', hint('7'));
    opened[0]?.stream.say('message', { data: 'not json' });
    opened[0]?.stream.say('message', { data: '{"kind":"other"}' });
    expect(hints).toEqual(['site:ja']);
  });

  it('connects anew, from the last hint, after 25 s without even a ping', () => {
    const { opened, timers } = connection();
    opened[0]?.stream.say('message', hint('7'));
    timers.pass(20_000);
    opened[0]?.stream.say('ping');
    timers.pass(24_000);
    expect(opened).toHaveLength(1);
    timers.pass(2_000);
    expect(opened[0]?.stream.readyState).toBe(2);
    expect(opened[1]?.lastId).toBe('7');
  });

  it('waits longer each time it is refused, at most 30 s', () => {
    const { opened, timers } = connection();
    const gaps: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const stream = opened.at(-1)?.stream;
      if (!stream) throw new Error('no stream');
      stream.readyState = 2;
      stream.say('error');
      const before = opened.length;
      let waited = 0;
      while (opened.length === before) {
        timers.pass(500);
        waited += 500;
      }
      gaps.push(waited);
    }
    expect(gaps).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('opens nothing after it was stopped', () => {
    const { opened, timers, stop } = connection();
    stop();
    timers.pass(120_000);
    expect(opened).toHaveLength(1);
    expect(opened[0]?.stream.readyState).toBe(2);
  });
});

/** The rules of the lock manager that matter here: one holder, a queue, and stealing. */
function fakeLocks() {
  let release: ((reason: 'done' | 'stolen') => void) | undefined;
  const queue: (() => void)[] = [];
  const next = () => {
    release = undefined;
    queue.shift()?.();
  };
  return {
    request(_name: string, options: LockOptions, run: () => Promise<void>): Promise<void> {
      return new Promise((resolve, reject) => {
        const grant = () => {
          let over = false;
          release = (reason) => {
            if (over) return;
            over = true;
            if (reason === 'stolen') reject(new DOMException('stolen', 'AbortError'));
            else resolve();
          };
          void run().then(() => {
            if (over) return;
            release?.('done');
            next();
          });
        };
        if (options.steal) {
          release?.('stolen');
          grant();
        } else if (release) queue.push(grant);
        else grant();
      });
    },
  } as unknown as Pick<LockManager, 'request'>;
}

function fakeChannels() {
  const all: EventTarget[] = [];
  return () => {
    const target = new EventTarget();
    all.push(target);
    return Object.assign(target, {
      postMessage(message: LiveMessage) {
        for (const other of all) if (other !== target) other.dispatchEvent(new MessageEvent('message', { data: message }));
      },
    });
  };
}

describe('tabs of one browser', () => {
  function tabs() {
    const locks = fakeLocks();
    const channels = fakeChannels();
    const open = new Set<string>();
    const heard: string[] = [];
    function tab(name: string) {
      const timers = handTimers();
      let say: (id: string) => void = () => {};
      const stop = shareLiveConnection({
        name: 'fieldloop',
        locks,
        timers,
        channel: channels() as unknown as BroadcastChannel,
        connect: (on) => {
          open.add(name);
          say = (id) => on.hint({ id, kind: 'hint', scopes: ['desk'] });
          return () => open.delete(name);
        },
        onHint: ({ id }) => heard.push(`${name}:${id}`),
      });
      return { timers, stop, hint: (id: string) => say(id) };
    }
    return { open, heard, tab };
  }
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it('hold one live connection between them and all hear it', () => {
    const { open, heard, tab } = tabs();
    const first = tab('first');
    tab('second');
    expect([...open]).toEqual(['first']);
    first.hint('1');
    expect(heard.sort()).toEqual(['first:1', 'second:1']);
  });

  it('pass it on when the leading tab closes', async () => {
    const { open, tab } = tabs();
    const first = tab('first');
    tab('second');
    first.stop();
    await settle();
    expect([...open]).toEqual(['second']);
  });

  it('take it from a leader that has fallen silent, and never hold two', async () => {
    const { open, tab } = tabs();
    tab('first');
    const second = tab('second');
    second.timers.pass(59_000);
    expect([...open]).toEqual(['first']);
    second.timers.pass(2_000);
    await settle();
    expect([...open]).toEqual(['second']);
  });
});

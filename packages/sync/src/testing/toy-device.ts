import type { Fact, Membership, ScopeKey } from '@fieldloop/domain/fact';
import type { PullRequest, PullResponse } from '../protocol/pull.ts';
import type { PushRequest, PushResponse } from '../protocol/push.ts';
import { encodeStamp } from '../protocol/stamp.ts';
import { uuidV7 } from '../protocol/uuid.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { Caller, Ledger } from '../server/ledger-api.ts';
import { toyActor, toyFacts } from './toy-catalogue.ts';

/** Written facts of one hand-driven device: no engine, so that a test can send what no engine would. */
export class ToyDevice {
  readonly device: string;
  readonly caller: Caller;
  seq = 0;
  readonly #ledger: Ledger;
  readonly #clock: { now: number };

  constructor(ledger: Ledger, clock: { now: number }, name: string, options: Partial<ToyDeviceOptions> = {}) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.device = options.device ?? `device-${name}`;
    const scopes = options.scopes ?? ['site:a'];
    this.caller = { organization: options.organization ?? 'org', actor: toyActor(name, scopes, this.device) };
  }

  /** The next fact of this device. */
  fact(name: string, payload: unknown, rest: Partial<Fact> = {}): Fact {
    this.seq += 1;
    const at = rest.at ?? this.#clock.now;
    return {
      id: freshId(this.#clock.now),
      seq: this.seq,
      name,
      version: toyFacts.get(name)?.version ?? 1,
      scope: 'site:a',
      subjects: [],
      at,
      offset: 0,
      mono: 0,
      stamp: encodeStamp({ ms: Math.max(0, at), counter: 0, device: this.device }),
      payload,
      ...rest,
    };
  }

  /** Sends facts; `firstSeq` is that of the first unless given. */
  push(facts: readonly unknown[], rest: Partial<PushRequest> = {}): Promise<PushResponse> {
    const first = facts[0] as { seq?: unknown } | undefined;
    return this.#ledger.push(this.caller, {
      protocol: PROTOCOL_VERSION,
      device: this.device,
      app: 'test',
      clientNow: this.#clock.now,
      firstSeq: typeof first?.seq === 'number' ? first.seq : this.seq + 1,
      facts: [...facts],
      ...rest,
    });
  }

  /** Writes and sends one fact. */
  say(name: string, payload: unknown, rest: Partial<Fact> = {}): Promise<PushResponse> {
    return this.push([this.fact(name, payload, rest)]);
  }

  pull(cursors: PullRequest['cursors'] = {}, rest: Partial<PullRequest> = {}): Promise<PullResponse> {
    return this.#ledger.pull(this.caller, { protocol: PROTOCOL_VERSION, device: this.device, cursors, ...rest });
  }
}

interface ToyDeviceOptions {
  readonly device: string;
  readonly organization: string;
  readonly scopes: readonly Membership['scope'][];
}

let made = 0;

/** A UUIDv7 that no other call has given. */
export function freshId(now: number): string {
  made += 1;
  const bytes = Uint8Array.from({ length: 10 }, (_, index) => (Math.floor(made / 256 ** (9 - index))) & 0xff);
  return uuidV7(now, bytes);
}

/** Rows of one scope in a response. */
export function rowsOf(response: PullResponse, scope: ScopeKey) {
  return response.changes.filter((change) => change.scope === scope).flatMap((change) => change.rows);
}

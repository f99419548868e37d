import { encodeStamp } from '../protocol/stamp.ts';
import type { ClientPorts, Clock, OutboxIdentity } from './ports.ts';

/** An answer, and when it came. */
export interface Timed<Response> {
  readonly response: Response;
  /** The wall clock's ms half way between question and answer, as it stood when the answer came: a phone may sleep before it is read. */
  readonly middle: number;
}

/** Asks, and reads the clocks as the answer comes. The way back is measured on the monotonic one: the wall clock may be set in between. */
export async function timed<Response>(clock: Clock, ask: () => Promise<Response>): Promise<Timed<Response>> {
  const askedAt = clock.monotonic();
  const response = await ask();
  return { response, middle: clock.now() - (clock.monotonic() - askedAt) / 2 };
}

/** Learns the server's time from one exchange; half the round trip is the error. */
export async function hear(ports: ClientPorts, identity: OutboxIdentity, serverNow: number, middle: number): Promise<void> {
  const stamp = encodeStamp({ ms: Math.max(0, serverNow), counter: 0, device: identity.device });
  await ports.outbox.heard(Math.round(serverNow - middle), stamp);
}

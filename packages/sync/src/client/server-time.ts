import { encodeStamp } from '../protocol/stamp.ts';
import type { ClientPorts, Clock, OutboxIdentity } from './ports.ts';

/** Half way between a question and its answer, which comes now. @param sentAt monotonic: the wall clock may be set in between */
export function middleSince(clock: Clock, sentAt: number): number {
  return clock.now() - (clock.monotonic() - sentAt) / 2;
}

/** Learns the server's time from one exchange; half the round trip is the error. */
export async function hear(ports: ClientPorts, identity: OutboxIdentity, serverNow: number, middle: number): Promise<void> {
  const stamp = encodeStamp({ ms: Math.max(0, serverNow), counter: 0, device: identity.device });
  await ports.outbox.heard(Math.round(serverNow - middle), stamp);
}

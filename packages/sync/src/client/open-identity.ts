import { uuidV7 } from '../protocol/uuid.ts';
import type { ClientPorts, OutboxIdentity } from './ports.ts';

/** The device's identity; the first call on a new database mints it. */
export function openIdentity({ outbox, clock, random }: Pick<ClientPorts, 'outbox' | 'clock' | 'random'>): Promise<OutboxIdentity> {
  return outbox.identity(() => uuidV7(clock.now(), random.bytes(10)));
}

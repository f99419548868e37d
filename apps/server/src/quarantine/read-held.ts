import { isUtf8 } from 'node:buffer';
import type * as z from 'zod';
import type * as shape from '../api/quarantine-schemas.ts';
import type { HeldRow } from '../ledger/quarantine-rows.ts';

type Held = z.infer<typeof shape.held>;

/** What a quarantined fact says of itself, as far as it can be read. Nothing in it has been judged. */
export function readHeld(row: HeldRow): Held {
  const envelope = parsed(row);
  return {
    device: row.device, seq: row.seq, author: row.author, reason: row.reason, receivedAt: row.receivedAt, bytes: row.received.length,
    ...(row.carriedBy === null ? {} : { carriedBy: row.carriedBy }),
    name: textAt(envelope, 'name'), scope: textAt(envelope, 'scope'), at: instantAt(envelope),
    ...(row.settled === null ? {} : { settled: { as: row.settled, by: row.settledBy ?? '', at: row.settledAt ?? row.receivedAt, note: row.note ?? undefined } }),
  };
}

/** The same with all that was received: the payload where there is one, and the text, or its bytes where it is no text. */
export function readHeldWhole(row: HeldRow): z.infer<typeof shape.heldWhole> {
  const envelope = parsed(row);
  const { received } = row;
  const content = isUtf8(received) ? { text: received.toString('utf8') } : { hex: received.toString('hex') };
  return { ...readHeld(row), ...content, ...(envelope && 'payload' in envelope ? { written: { payload: envelope['payload'] } } : {}) };
}

function parsed({ received }: HeldRow): Readonly<Record<string, unknown>> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(received.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function textAt(envelope: Readonly<Record<string, unknown>> | undefined, field: string): string | undefined {
  const value = envelope?.[field];
  return typeof value === 'string' ? value.slice(0, 100) : undefined;
}

function instantAt(envelope: Readonly<Record<string, unknown>> | undefined): number | undefined {
  const [at, offset] = [envelope?.['at'], envelope?.['offset']];
  if (!Number.isInteger(at)) return undefined;
  const corrected = (at as number) + (Number.isInteger(offset) ? (offset as number) : 0);
  return Math.abs(corrected) <= 8.64e15 ? corrected : undefined;
}

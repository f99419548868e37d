import { utf8Length } from '@fieldloop/sync/protocol/limits';
import { BYTES_PER_FILE, FACTS_PER_FILE, writeWaitingFile, type WaitingFact } from '@fieldloop/sync/protocol/waiting-file';
import { uuidV7 } from '@fieldloop/sync/protocol/uuid';
import { appVersion } from '../app-version.ts';
import { identity } from '../identity/identity.ts';
import { readRecord } from '../reading.ts';
import { serverNow } from '../server-clock.ts';
import { browserClock, browserRandom } from '../session/browser-ports.ts';
import type { Session } from '../session/session.ts';
import { currentSite } from '../settings.ts';

/** More than a phone keeps. */
const everything = 200_000;

/** What waits on this phone, as files to hand over. */
export interface WaitingFiles {
  readonly files: readonly File[];
  readonly facts: number;
  /** They stay here: they are not in the files. */
  readonly photos: number;
}

/**
 * Writes down what waits here, and what is held in memory, as it would be sent. Nothing leaves the phone's own storage:
 * what is sent later as well is found to be there.
 */
export async function writeWaitingFiles(session: Session): Promise<WaitingFiles> {
  const who = identity();
  if (!who) throw new Error('nobody is signed in on this device');
  const { device } = await session.outbox.identity(() => uuidV7(browserClock.now(), browserRandom.bytes(10)));
  const held = session.held.all();
  const pending = await session.outbox.pending(everything);
  const stored = new Set(pending.map(({ fact }) => fact.id));
  const waiting = [...pending, ...held.filter(({ fact }) => !stored.has(fact.id))];
  const facts = waiting.map(({ fact }): WaitingFact => ({ seq: fact.seq, text: JSON.stringify(fact) }));
  const photos = await session.photoDatabase.photos.where('state').equals('waiting').count();
  const site = currentSite();
  const record = site === undefined ? undefined : await readRecord(session, `site:${site}`, 'site', site);
  const exportedAt = serverNow();
  const { organization: { id, name }, person } = who;
  const parts = partsOf(facts);
  const named = (part: number) => fileName([record?.name.zh ?? site ?? name, person.name, minuteOf(exportedAt), ...(parts.length > 1 ? [`${part}-${parts.length}`] : [])]);
  const files = await Promise.all(parts.map(async (some, index) => {
    const text = await writeWaitingFile({
      exportedAt, organization: { id, name }, person: { id: person.id, name: person.name }, device, app: appVersion,
      ...(site === undefined ? {} : { site: { id: site, name: record?.name.zh ?? site } }), photos, part: index + 1, parts: parts.length,
    }, some, sha256);
    // As plain text: other kinds are not passed on by every phone's share sheet.
    return new File([text], named(index + 1), { type: 'text/plain' });
  }));
  return { files, facts: facts.length, photos };
}

function partsOf(facts: readonly WaitingFact[]): readonly (readonly WaitingFact[])[] {
  const parts: WaitingFact[][] = [];
  let bytes = Infinity;
  for (const fact of facts) {
    const size = utf8Length(fact.text);
    const last = parts.at(-1);
    if (!last || bytes + size > BYTES_PER_FILE || last.length >= FACTS_PER_FILE) {
      parts.push([fact]);
      bytes = size;
    } else {
      last.push(fact);
      bytes += size;
    }
  }
  return parts;
}

/** `fieldloop-静安店-小林-20260718-1430.txt`: names that every system can keep. */
function fileName(parts: readonly string[]): string {
  const plain = parts.map((part) => part.replace(/[^\p{L}\p{N}-]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 40)).filter((part) => part !== '');
  return `fieldloop-${plain.join('-')}.txt`;
}

function minuteOf(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString();
  return `${local.slice(0, 10).replaceAll('-', '')}-${local.slice(11, 16).replace(':', '')}`;
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

import * as z from 'zod/mini';
import { address, instant, seqNumber } from './envelope.ts';
import { uuidPattern } from './uuid.ts';

/** What the first line says it is; a person who opens the file reads it too. */
export const WAITING_FORMAT = 'fieldloop-waiting';
/** Raised when an older reader would misunderstand the file. */
export const WAITING_VERSION = 1;
/** Facts of one file: a phone with more of them writes several. */
export const FACTS_PER_FILE = 20_000;
/** UTF-8 bytes of one file's facts, as JSON. */
export const BYTES_PER_FILE = 12 * 1024 * 1024;
/** Its first line, its facts, its last line. */
const LINES_PER_FILE = FACTS_PER_FILE + 2;
/** Seqs of one file lie within this: it is of one outbox. */
const SEQ_SPAN = 200_000;

const named = z.object({ id: address, name: z.string().check(z.maxLength(200)) });

/** Whose facts these are, and when they were written down. */
export const waitingHead = z.object({
  format: z.literal(WAITING_FORMAT),
  version: z.literal(WAITING_VERSION),
  /** By the phone's clock, corrected by its own measure. */
  exportedAt: instant,
  organization: named,
  person: named,
  device: z.string().check(z.regex(uuidPattern)),
  /** Version of the app. */
  app: z.string().check(z.maxLength(60)),
  /** Where the phone works. */
  site: z.optional(named),
  /** How many facts follow. */
  facts: z.int().check(z.minimum(0), z.maximum(FACTS_PER_FILE)),
  /** Photos that wait on the phone as well; they are not in the file. */
  photos: z.int().check(z.minimum(0)),
  part: z.int().check(z.minimum(1)),
  parts: z.int().check(z.minimum(1)),
});
export type WaitingHead = z.infer<typeof waitingHead>;

const factLine = z.object({ seq: seqNumber, sha256: z.string(), fact: z.string() });
const endLine = z.object({ end: z.int(), head: z.string(), all: z.string() });

/** One fact: `text` is its JSON, byte for byte as the phone would send it. */
export interface WaitingFact {
  readonly seq: number;
  readonly text: string;
}

/** What was read of a file. */
export interface WaitingFile {
  readonly head: WaitingHead;
  readonly facts: readonly WaitingFact[];
  /** Lines whose fact is not what the phone wrote: counted from 1, with the seq where it can be read. */
  readonly damaged: readonly { readonly line: number; readonly seq?: number | undefined }[];
  /** Facts that the first line promises and no line has. */
  readonly missing: number;
  /** Of everything that was read, line ends apart. */
  readonly sha256: string;
}

/**
 * `not-ours`: another kind of file. `newer`: written by a later version. `head-damaged`: nobody can tell whose it is.
 * `too-many`: more lines than a file has, of which none is read.
 */
export type WaitingFileFault = 'not-ours' | 'newer' | 'head-damaged' | 'too-many';

/** Hex SHA-256 of a text's UTF-8 bytes. */
export type Sha256 = (text: string) => string | Promise<string>;

/**
 * A file of facts that wait on a phone: one line of JSON says whose they are, one each carries a fact with its SHA-256,
 * and the last one says how many there were. Lines, so that a file cut short is good up to there.
 */
export async function writeWaitingFile(head: Omit<WaitingHead, 'format' | 'version' | 'facts'>, facts: readonly WaitingFact[], sha256: Sha256): Promise<string> {
  const first = JSON.stringify({ format: WAITING_FORMAT, version: WAITING_VERSION, ...head, facts: facts.length } satisfies WaitingHead);
  const lines = [first];
  for (const { seq, text } of facts) lines.push(JSON.stringify({ seq, sha256: await sha256(text), fact: text }));
  const all = lines.join('\n');
  return `${all}\n${JSON.stringify({ end: facts.length, head: await sha256(first), all: await sha256(all) })}\n`;
}

/** Reads such a file, and says which facts are whole. Line ends and a byte order mark may have changed on the way. */
export async function readWaitingFile(text: string, sha256: Sha256): Promise<WaitingFile | WaitingFileFault> {
  const lines = linesOf(text, LINES_PER_FILE + 1);
  const [first = ''] = lines;
  const head = readHead(first);
  if (typeof head === 'string') return head;
  if (lines.length > LINES_PER_FILE) return 'too-many';
  const end = endLine.safeParse(parsed(lines.at(-1) ?? '')).data;
  if (end && end.head !== (await sha256(first))) return 'head-damaged';
  const facts: WaitingFact[] = [];
  const damaged: { line: number; seq?: number | undefined }[] = [];
  for (const [index, line] of lines.slice(1, end ? -1 : undefined).entries()) {
    const value = parsed(line);
    const read = factLine.safeParse(value).data;
    if (read && isNext(read.seq, facts) && (await sha256(read.fact)) === read.sha256) facts.push({ seq: read.seq, text: read.fact });
    else damaged.push({ line: index + 2, seq: z.object({ seq: seqNumber }).safeParse(value).data?.seq });
  }
  // Of a last line that was cut nothing is missed: it only said how many there were.
  if (!end && facts.length + damaged.length > head.facts && damaged.at(-1)?.line === lines.length) damaged.pop();
  const missing = Math.max(0, head.facts - facts.length - damaged.length);
  return { head, facts, damaged, missing, sha256: await sha256(lines.join('\n')) };
}

/** Without a byte order mark and what is empty at the end; not more than `most`, however long the text. */
function linesOf(text: string, most: number): readonly string[] {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  let end = text.length;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end -= 1;
  return text.slice(start, end).split('\n', most).map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

function readHead(line: string): WaitingHead | WaitingFileFault {
  const value = parsed(line);
  const says = z.object({ format: z.literal(WAITING_FORMAT), version: z.number() }).safeParse(value).data;
  if (!says) return line.includes(WAITING_FORMAT) ? 'head-damaged' : 'not-ours';
  if (says.version > WAITING_VERSION) return 'newer';
  return waitingHead.safeParse(value).data ?? 'head-damaged';
}

function isNext(seq: number, before: readonly WaitingFact[]): boolean {
  const [first] = before;
  const last = before.at(-1);
  return !first || !last || (before.length < FACTS_PER_FILE && seq > last.seq && seq - first.seq <= SEQ_SPAN);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACTS_PER_FILE, readWaitingFile, writeWaitingFile, type WaitingFact, type WaitingFile } from './waiting-file.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const head = {
  exportedAt: 1_783_050_000_000, organization: { id: 'org', name: '策行' }, person: { id: 'lin', name: '小林' },
  device: '0197e000-0000-7000-8000-00000000000b', app: '0.1.0', site: { id: 'ja', name: '静安' }, photos: 2, part: 1, parts: 1,
};
const facts: readonly WaitingFact[] = [1, 2, 3, 5].map((seq) => ({ seq, text: JSON.stringify({ seq, payload: { count: seq, note: '好 \n"' } }) }));
const written = () => writeWaitingFile(head, facts, sha256);
const read = async (text: string) => (await readWaitingFile(text, sha256)) as WaitingFile;
const edited = async (change: (lines: string[]) => string[]) => read(change((await written()).trimEnd().split('\n')).join('\n'));

describe('a file of waiting facts', () => {
  it('gives back every fact byte for byte, whatever a payload holds', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.json({ maxDepth: 3 }), { maxLength: 20 }), async (texts) => {
      const given = texts.map((text, index) => ({ seq: index + 7, text }));
      const back = await read(await writeWaitingFile(head, given, sha256));
      expect(back).toMatchObject({ facts: given, damaged: [], missing: 0 });
    }), { numRuns: 200 });
  });

  it('carries poison: NUL, half a surrogate pair, text that is no JSON', async () => {
    const poison = [JSON.stringify({ note: '\0' }), JSON.stringify({ note: '\ud800' }), '{"cut', ''].map((text, index) => ({ seq: index + 1, text }));
    expect((await read(await writeWaitingFile(head, poison, sha256))).facts).toEqual(poison);
  });

  it('says whose facts they are', async () => {
    expect((await read(await written())).head).toEqual({ format: 'fieldloop-waiting', version: 1, ...head, facts: 4 });
  });

  it('is whole with other line ends, a byte order mark and an empty line at its end, and named alike', async () => {
    const text = await written();
    const changed = await read(`\ufeff${text.replaceAll('\n', '\r\n')}\r\n`);
    expect(changed).toEqual(await read(text));
    expect(changed.facts).toEqual(facts);
  });

  it('names the facts that were edited, and keeps the others', async () => {
    const back = await edited((lines) => lines.map((line) => line.replace('\\"count\\":2', '\\"count\\":200')));
    expect(back.facts.map(({ seq }) => seq)).toEqual([1, 3, 5]);
    expect(back.damaged).toEqual([{ line: 3, seq: 2 }]);
    expect(back.missing).toBe(0);
  });

  it('is good up to where it was cut, anywhere', async () => {
    const text = await written();
    const headEnds = text.indexOf('\n');
    for (let length = headEnds + 1; length < text.length; length += 7) {
      const back = await read(text.slice(0, length));
      expect(facts.slice(0, back.facts.length)).toEqual(back.facts);
      expect(back.facts.length + back.damaged.length + back.missing).toBe(4);
    }
    expect(await readWaitingFile(text.slice(0, headEnds - 3), sha256)).toBe('head-damaged');
  });

  it('misses lines that were taken out, and takes none twice', async () => {
    expect(await edited((lines) => lines.toSpliced(2, 1))).toMatchObject({ missing: 1, damaged: [] });
    const twice = await edited((lines) => lines.toSpliced(2, 0, lines[1] ?? ''));
    expect(twice.facts).toEqual(facts);
    expect(twice.damaged).toEqual([{ line: 3, seq: 1 }]);
  });

  it('refuses what is not such a file, a newer one, and one whose first line has changed', async () => {
    for (const text of ['', 'hello', '{"facts":[]}', '[]', 'null', '{"format":"other","version":1}']) expect(await readWaitingFile(text, sha256)).toBe('not-ours');
    const text = await written();
    expect(await readWaitingFile(text.replace('"version":1', '"version":2'), sha256)).toBe('newer');
    expect(await readWaitingFile(text.replace('"id":"lin"', '"id":"wang"'), sha256)).toBe('head-damaged');
    expect(await readWaitingFile(text.replace('"person":{', '"person":['), sha256)).toBe('head-damaged');
    expect(await readWaitingFile(text.replace('"parts":1', '"parts":0'), sha256)).toBe('head-damaged');
  });

  it('reads no line of one that has more than a file holds, however many', async () => {
    const line = (seq: number): string => JSON.stringify({ seq, sha256: sha256('{}'), fact: '{}' });
    const [first = ''] = (await written()).split('\n');
    const full = [first, ...Array.from({ length: FACTS_PER_FILE }, (_, index) => line(index + 1))];
    expect((await read(`${full.join('\n')}\n{"end":20`)).facts.length).toBe(FACTS_PER_FILE);
    const cut = await read([...full, line(FACTS_PER_FILE + 1)].join('\n'));
    expect(cut.facts.length).toBe(FACTS_PER_FILE);
    let hashed = 0;
    const counting = (text: string): string => {
      hashed += 1;
      return sha256(text);
    };
    expect(await readWaitingFile([...full, line(FACTS_PER_FILE + 1), line(FACTS_PER_FILE + 2)].join('\n'), counting)).toBe('too-many');
    expect(await readWaitingFile(`${first}${'\n'.repeat(3_000_000)}x`, counting)).toBe('too-many');
    expect(hashed).toBe(0);
    expect(await readWaitingFile(`${first}${'\r\n'.repeat(3_000_000)}`, sha256)).toMatchObject({ facts: [], missing: 4 });
  });

  it('is nobody\'s when an id in its first line is none', async () => {
    const text = await written();
    for (const id of ['\\u0000', 'a b', '', 'x'.repeat(65), '\\ud800']) {
      for (const was of ['org', 'lin', 'ja']) expect(await readWaitingFile(text.replace(`"id":"${was}"`, `"id":"${id}"`), sha256)).toBe('head-damaged');
    }
    const alone = JSON.stringify({ ...(await read(text)).head, person: { id: '\0', name: '' } });
    expect(await readWaitingFile(alone, sha256)).toBe('head-damaged');
  });

  it('is the file that lies on phones: an older one must be read for good', async () => {
    expect(sha256(await written())).toBe('43f2aa87b0c19b81219ddf50a44692891cd7339f518ba062819cf46039b8b01b');
  });

  it('keeps seqs of one outbox together', async () => {
    const far = [{ seq: 1, text: '{}' }, { seq: 900_000, text: '{}' }];
    expect(await read(await writeWaitingFile(head, far, sha256))).toMatchObject({ facts: [far[0]], damaged: [{ line: 3, seq: 900_000 }] });
  });
});

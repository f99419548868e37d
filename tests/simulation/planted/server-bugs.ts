import { bug, type PlantedBug } from './planted-bug.ts';

/** Bugs of the server's half. */
export const serverBugs: readonly PlantedBug[] = [
  bug(
    'naive cursor: a page ends in the middle of a version, and the rest is never read',
    'server/pull.ts',
    'to = overflow.version - 1;',
    'to = overflow.version;\n    rows = rows.slice(0, budget);',
  ),
  bug(
    'ack before commit',
    'server/create-ledger.ts',
    'return await ports.store.write(caller.organization, run);',
    `return await new Promise<Value>((resolve, reject) => {
          ports.store.write(caller.organization, async (transaction) => {
            const value = await run(transaction);
            resolve(value);
            return value;
          }).catch(reject);
        });`,
  ),
  bug(
    'last writer by the raw clock',
    'server/batch.ts',
    'stamp: judged.correctedStamp,\n        device',
    'stamp: judged.written.stamp,\n        device',
  ),
  bug(
    'dedupe by id only: another fact at a known seq is taken',
    'server/push.ts',
    'const here = bySeq.get(seq);\n',
    'const here = bySeq.get(seq)?.id === idOf(candidate) ? bySeq.get(seq) : undefined;\n',
  ),
  bug(
    'dedupe by seq only: a known id under another seq is not recognised',
    'server/push.ts',
    'const there = here ?? (id === undefined ? undefined : byId.get(id));',
    'const there = here ?? (id === undefined || byId.size < 0 ? undefined : undefined);',
  ),
  bug(
    'a fact that comes again is counted again',
    'server/push.ts',
    'const settled = await settleBatch(domain, ports, transaction, batch, judged.filter(({ seq }) => !told.has(seq)));',
    `const all = await settleBatch(domain, ports, transaction, batch, judged);
  const settled = { ...all, facts: all.facts.filter(({ fact }) => !told.has(fact.seq)) };`,
  ),
  bug(
    'a quarantined fact blocks: the seq does not advance past it',
    'server/push.ts',
    'lastSeq: await heardUpTo(transaction, device, firstSeq + candidates.length - 1),',
    'lastSeq: refused.length > 0 ? device.lastSeq : await heardUpTo(transaction, device, firstSeq + candidates.length - 1),',
  ),
  bug(
    'a refused fact takes its neighbours along',
    'server/push.ts',
    'facts: settled.facts,\n    updates',
    'facts: refused.length > 0 ? [] : settled.facts,\n    updates',
  ),
  bug(
    'heads read outside the snapshot of the rows',
    'server/create-ledger.ts',
    'const response = await ports.store.read(caller.organization, (view) => pullPage(domain, view, caller, request, ports.now()));',
    `const response = await ports.store.read(caller.organization, async (rows) => {
        for (let query = 0; query < 3; query += 1) await rows.epoch();
        return ports.store.read(caller.organization, (heads) =>
          pullPage(domain, Object.assign(Object.create(rows) as typeof rows, { scopes: heads.scopes }), caller, request, ports.now()));
      });`,
  ),
  bug(
    'lock not held: two pushes fold into the same heads at once',
    'testing/world/concurrent-ledger-store.ts',
    'for (const scope of scopes) await this.#lock(`scope ${scope}`, owner);',
    '',
  ),
  bug(
    'tombstones forgotten by the server',
    'server/pull.ts',
    'rows: rows.filter(({ version }) => version <= to).map(rowOf),',
    'rows: rows.filter(({ version, gone }) => version <= to && !gone).map(rowOf),',
  ),
  bug(
    'a page of a snapshot begins one row too late',
    'server/pull.ts',
    'const last = rows.at(-1);\n  const more',
    'const last = found.at(-1);\n  const more',
  ),
  bug('facts that wait are never released', 'server/settle-batch.ts', 'const earlier = await transaction.waitingFor(keys);', 'const earlier: readonly LedgerFact[] = [];'),
  bug(
    'a revision that comes late moves nothing that was counted before',
    'server/settle-batch.ts',
    'const stored = span ? await transaction.factsBetween(scope, span.from, span.until) : [];',
    'const stored: readonly LedgerFact[] = [];',
  ),
  bug(
    'an edit of a deleted record waits for it for ever',
    'server/batch.ts',
    `return this.#records.get(addressOf(ref))?.gone === 'deleted';`,
    'return addressOf(ref) === "";',
  ),
  {
    name: 'the head is not raised when only tallies change',
    edits: [
      { file: 'server/push.ts', find: 'for (const { site } of tallies) batch.touched.add(`site:${site}`);', replace: '' },
      {
        file: 'server/settle-batch.ts',
        find: 'facts.set(outcome.fact.fact.id, outcome.fact);\n      batch.touched.add(fact.fact.scope);',
        replace: 'facts.set(outcome.fact.fact.id, outcome.fact);',
      },
    ],
  },
  bug(
    'what an older server could not read is not read after the update',
    'server/create-ledger.ts',
    "if (outcome && outcome.state !== 'quarantined') entered += 1;",
    "if (outcome && outcome.state !== 'quarantined') entered += 1;\n          if (page.length > 0) return entered;",
  ),
  bug(
    'what waited is not applied after the update',
    'server/create-ledger.ts',
    'if (arrived.length > 0) announce(',
    'if (arrived.length < 0) announce(',
  ),
  bug(
    'whoever may read once may read for ever',
    'server/pull.ts',
    'const remove = [...held].filter((scope) => !heads.has(scope)).sort();',
    'const remove: ScopeKey[] = [];',
  ),
  bug(
    'a fact counts when it arrives, not when it happened',
    'server/correct-clock.ts',
    "return { at: Math.min(written, receivedAt), stamp, flag: 'ok' };",
    "return { at: receivedAt, stamp, flag: 'ok' };",
  ),
  bug(
    'a fact that waited takes no effect when it is released',
    'server/settle-batch.ts',
    'const outcome = take(fact);\n        // The ledger',
    "const outcome = fact.definition.name === 'note-commented' ? { fact: { ...waitingOf(waiting, fact), state: 'applied' as const, waitsFor: undefined } } : take(fact);\n        // The ledger",
  ),
  bug(
    'an edit of what somebody else has edited since is refused as invalid',
    'server/settle-batch.ts',
    "case 'superseded':\n          return",
    "case 'superseded':\n          if (fact.fact.name !== '') return { reason: 'invalid' };\n          return",
  ),
  bug(
    'what a file has brought does not count as heard when its device fills the gap before it',
    'server/push.ts',
    'if (carriedTo <= last) return last;',
    'if (carriedTo <= last || last > 0) return last;',
  ),
];

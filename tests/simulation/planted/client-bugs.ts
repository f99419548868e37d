import { bug, type PlantedBug } from './planted-bug.ts';

/** Bugs of the phone's half. */
export const clientBugs: readonly PlantedBug[] = [
  bug(
    'cursor before rows: two transactions, and a crash in between leaves a hole',
    'client/pull-page.ts',
    'const applied = await cache.apply(update);',
    `await cache.apply({ ...update, pages: update.pages.map((page) => ({ ...page, rows: [], tallies: [], completes: false })) });
  const applied = await cache.apply({ ...update, pages: update.pages.map((page) => ({ ...page, before: page.after })) });`,
  ),
  bug(
    'a page asked for ahead answers whatever is asked then',
    'client/page-reader.ts',
    'if (taken?.frame !== JSON.stringify(request)) return ask(request);',
    'if (!taken) return ask(request);',
  ),
  bug(
    'what the desk made of a fact in quarantine is never asked about',
    'client/stored-fact.ts',
    `return state === 'pending' || state === 'waiting' || (state === 'quarantined' && reason !== 'dismissed');`,
    `return state === 'pending' || state === 'waiting';`,
  ),
  bug(
    'removed before reply: done when sent, not when answered',
    'client/push-batch.ts',
    'await outbox.sent(identity.device, firstSeq + facts.length - 1)',
    `await outbox.settle(identity.device, facts.map(({ fact }) => ({ seq: fact.seq, state: 'applied' })), clock.now())`,
  ),
  bug(
    'a batch that overtook the one before it counts as done',
    'client/push-batch.ts',
    'if (!response || !known || response.expect !== undefined || !answersAbout(response, facts)) return { more: true };',
    `if (!response || !known) return { more: true };
  if (response.expect !== undefined) {
    await ports.outbox.settle(identity.device, facts.map(({ fact }) => ({ seq: fact.seq, state: 'applied' })), ports.clock.now());
    return { more: true, settled: facts.length };
  }`,
  ),
  bug(
    'overlay dropped at the answer, before the rows are there',
    'client/overlay.ts',
    'return stored.version > cursor && stored.version > rowVersion;',
    'return false;',
  ),
  bug(
    'overlay kept by a cursor that is ahead of the tallies: a tap counts twice',
    'client/overlay.ts',
    `const tallied = state.scopes.get(scope)?.tallied ?? -1;`,
    'const tallied = -1;',
  ),
  bug(
    'outbox cleared when the session has ended',
    'client/push-batch.ts',
    `if (!(error instanceof SyncError) || error.reason !== 'cloned') throw error;`,
    `if (error instanceof SyncError && error.reason === 'signed-out') {
      await ports.outbox.settle(identity.device, facts.map(({ fact }) => ({ seq: fact.seq, state: 'quarantined' })), ports.clock.now());
      await ports.outbox.prune(Number.MAX_SAFE_INTEGER, 0);
    }
    if (!(error instanceof SyncError) || error.reason !== 'cloned') throw error;`,
  ),
  bug(
    'first in line blocks: a fact that the server fails at is sent for ever, and nothing passes it',
    'client/push-batch.ts',
    `if (error instanceof SyncError && error.reason === 'failed') return blame(options, identity, facts, error);`,
    '',
  ),
  bug(
    'an outage parks facts: nobody asks whether the server takes anything at all',
    'client/blame.ts',
    'await network.push(frame);',
    '',
  ),
  bug(
    'reset on another epoch: the outbox starts empty',
    'client/restored.ts',
    `await ports.outbox.remint(device, uuidV7(ports.clock.now(), ports.random.bytes(10)), true);`,
    `const waiting = await ports.outbox.pending(Number.MAX_SAFE_INTEGER);
    await ports.outbox.settle(device, waiting.map(({ fact }) => ({ seq: fact.seq, state: 'superseded' })), ports.clock.now());
    await ports.outbox.remint(device, uuidV7(ports.clock.now(), ports.random.bytes(10)));`,
  ),
  bug(
    'journal not sent again to a restored ledger',
    'client/restored.ts',
    `await ports.outbox.remint(device, uuidV7(ports.clock.now(), ports.random.bytes(10)), true);`,
    `await ports.outbox.remint(device, uuidV7(ports.clock.now(), ports.random.bytes(10)));`,
  ),
  bug(
    'seq given out outside the transaction that stores the fact',
    'client/make-fact.ts',
    `await openIdentity(ports);
  return ports.outbox.append(make, ports.clock.now());`,
    `const { lastSeq } = await openIdentity(ports);
  return ports.outbox.append((slot) => make({ ...slot, seq: lastSeq + 1 }), ports.clock.now());`,
  ),
  bug(
    'a removed site is purged with what was written for it',
    'client/pull-page.ts',
    'const remove = lost.filter((scope) => !unsent.has(scope));',
    `const remove = lost;
  const gone = (await options.ports.outbox.pending(500)).filter(({ fact }) => lost.includes(fact.scope));
  if (gone.length > 0) {
    await options.ports.outbox.settle(identity.device, gone.map(({ fact }) => ({ seq: fact.seq, state: 'quarantined' })), 0);
    await options.ports.outbox.prune(Number.MAX_SAFE_INTEGER, 0);
  }`,
  ),
  bug('a removed site stays on the phone', 'client/pull-page.ts', 'return { epoch: response.epoch, pages, remove, applied };', 'return { epoch: response.epoch, pages, remove: [], applied };'),
  bug(
    'a copied device is told so and goes on under the same id',
    'client/push-batch.ts',
    `    await takeNewDevice(ports, identity.device);
    return { more: true };
  }
  await hear(`,
    `    throw error;
  }
  await hear(`,
  ),
  bug(
    'a copied device takes the outcomes of the other copy for its own',
    'client/pull-page.ts',
    'const isCopy = outcomes.some(',
    'const isCopy = Date.parse("1970") > 0 && outcomes.some(',
  ),
  bug(
    'a new device forgets what was pending under the old one',
    'client/push-batch.ts',
    `await outbox.remint(from, uuidV7(clock.now(), random.bytes(10)));`,
    `const waiting = await outbox.pending(Number.MAX_SAFE_INTEGER);
  await outbox.settle(from, waiting.map(({ fact }) => ({ seq: fact.seq, state: 'duplicate' })), clock.now());
  await outbox.remint(from, uuidV7(clock.now(), random.bytes(10)));`,
  ),
  bug(
    'backoff not reset: when the network is back, the longest wait still runs',
    'client/machine.ts',
    `wrote: stay, hinted: stay, woke: afresh, elapsed: push, 'signed-in': afresh,`,
    `wrote: stay, hinted: stay, woke: stay, elapsed: push, 'signed-in': stay,`,
  ),
  bug(
    'a session that begins again is not noticed',
    'client/machine.ts',
    `wrote: wroteWhilePaused, hinted: stay, woke: afresh, elapsed: stay, 'signed-in': afresh,`,
    `wrote: wroteWhilePaused, hinted: stay, woke: stay, elapsed: stay, 'signed-in': stay,`,
  ),
  bug(
    'the journal is dropped as soon as it is acknowledged',
    'client/create-sync-engine.ts',
    'await outbox.prune(clock.now() + Math.min(0, offset) - JOURNAL_MS, JOURNAL_FACTS);',
    'await outbox.prune(Number.MAX_SAFE_INTEGER, 0);',
  ),
  bug(
    'tombstones forgotten by the cache',
    'testing/memory-cache-store.ts',
    'if (gone) draft.records.delete(addressOf(record));',
    'if (gone) continue;',
  ),
  bug(
    'own taps do not show beside those of others in the same bucket',
    'client/overlay.ts',
    'n: (before?.n ?? 0) + delta.n,',
    'n: before ? before.n : delta.n,',
  ),
  bug(
    'an own comment shows only once it was answered',
    'client/overlay.ts',
    'const read = isUnconfirmed(stored, state) ? readable(stored.fact, domain) : undefined;\n    if (!read) continue;\n    const outcome',
    "const read = isUnconfirmed(stored, state) && (stored.fact.name !== 'note-commented' || stored.state !== 'pending') ? readable(stored.fact, domain) : undefined;\n    if (!read) continue;\n    const outcome",
  ),
];

import type { Fact } from '@fieldloop/domain/fact';
import { describe, expect, it } from 'vitest';
import { createLedger } from '../server/create-ledger.ts';
import type { Carrying } from '../server/ledger-api.ts';
import type { LedgerBench } from './ledger-bench.ts';
import { olderToyDomain, toyActor } from './toy-catalogue.ts';
import type { ToyDevice } from './toy-device.ts';

const authorOf = async (person: string) => toyActor(person, person === 'wang' ? ['site:b'] : ['site:a']);

export function describeLedgerCarried(bench: () => LedgerBench): void {
  /** A file of these facts, brought by somebody of these places. */
  const carrying = (phone: ToyDevice, facts: readonly Fact[], rest: Partial<Carrying> = {}): Carrying => ({
    device: phone.device, facts: facts.map((fact) => ({ seq: fact.seq, text: JSON.stringify(fact) })),
    carrier: toyActor('chen', ['site:a']), carries: (scope) => scope === undefined || scope === 'site:a', file: 'f'.repeat(64), ...rest,
  });
  const bring = async (ground: LedgerBench, phone: ToyDevice, facts: readonly Fact[], rest: Partial<Carrying> = {}, trial = false) =>
    (await ground.ledger.carry(phone.caller, carrying(phone, facts, rest), trial)).map(({ seq, state, reason }) => [seq, reason ?? state]);
  const counted = async (ground: LedgerBench): Promise<number> => {
    const { changes } = await ground.device('reader', { scopes: ['site:a', 'site:b'] }).pull({}, { tallies: true });
    return changes.flatMap(({ tallies }) => tallies ?? []).reduce((sum, { n }) => sum + n, 0);
  };
  const states = (results: readonly { readonly state: string; readonly reason?: string | undefined }[]) => results.map(({ state, reason }) => reason ?? state);
  const taps = (phone: ToyDevice, many: number): Fact[] => Array.from({ length: many }, () => phone.fact('tapped', { count: 1 }));

  describe('facts from a file', () => {
    it('count once, whoever comes first and however often', async () => {
      const ground = bench();
      const phone = ground.device('lin');
      const facts = taps(phone, 5);
      expect(await bring(ground, phone, facts, {}, true)).toEqual(facts.map(({ seq }) => [seq, 'applied']));
      expect(await counted(ground)).toBe(0);
      expect(await bring(ground, phone, facts)).toEqual(facts.map(({ seq }) => [seq, 'applied']));
      expect(await bring(ground, phone, facts)).toEqual(facts.map(({ seq }) => [seq, 'duplicate']));
      const later = await phone.push([...facts, phone.fact('tapped', { count: 1 })], { firstSeq: 1 });
      expect([states(later.results), later.lastSeq]).toEqual([['duplicate', 'duplicate', 'duplicate', 'duplicate', 'duplicate', 'applied'], 6]);
      expect(later.results.every(({ version }) => version !== undefined)).toBe(true);
      expect(await bring(ground, phone, facts)).toEqual(facts.map(({ seq }) => [seq, 'duplicate']));
      expect(await counted(ground)).toBe(6);
    });

    it('are their author\'s, at their device\'s seqs, and say who brought them', async () => {
      const ground = bench();
      const phone = ground.device('lin');
      const facts = taps(phone, 1);
      const writtenAt = ground.clock.now;
      ground.clock.now += 3_600_000;
      await bring(ground, phone, facts);
      // The phone itself was not heard of.
      expect(await ground.store.read(ground.organization, (view) => view.device(phone.device))).toMatchObject({ person: 'lin', lastSeq: 1, lastSeenAt: writtenAt });
      const [fact] = await ground.store.write(ground.organization, (transaction) => transaction.factsBetween('site:a', 0, Infinity));
      expect(fact).toMatchObject({ author: 'lin', device: phone.device, fact: { seq: 1 } });
    });

    it('leave room for what the file lacks: its device sends it and is heard in full', async () => {
      const ground = bench();
      const phone = ground.device('lin');
      const facts = taps(phone, 6);
      await phone.push(facts.slice(0, 2));
      await bring(ground, phone, facts.filter(({ seq }) => seq !== 4));
      const view = (await phone.pull({}, { settled: 2 })).deviceLastSeq;
      expect(view).toBe(3);
      const later = await phone.push(facts.slice(2), { firstSeq: 3 });
      expect([states(later.results), later.lastSeq]).toEqual([['duplicate', 'applied', 'duplicate', 'duplicate'], 6]);
      expect(await counted(ground)).toBe(6);
    });

    it('count as heard once the device has sent only what the file lacked, which raises no alarm', async () => {
      const ground = bench();
      const phone = ground.device('lin');
      const facts = taps(phone, 7);
      const { epoch } = await phone.push(facts.slice(0, 2));
      await bring(ground, phone, facts.filter(({ seq }) => seq !== 3 && seq !== 7));
      expect(await phone.push(facts.slice(2, 3), { epoch, settled: 2 })).toMatchObject({ lastSeq: 6 });
      expect(states((await phone.push(facts.slice(6), { epoch, settled: 6 })).results)).toEqual(['applied']);
      expect(ground.gaps).toEqual([]);
      expect(await counted(ground)).toBe(7);
    });

    it('wait, are refused and are held as if their device had sent them, and it hears of it', async () => {
      const ground = bench();
      const phone = ground.device('lin');
      const facts = [
        phone.fact('note-commented', { note: 'n', text: 'early' }), phone.fact('tapped', { count: 'many' }), phone.fact('fragile', { note: 'n' }),
        phone.fact('tapped', { count: 1 }, { scope: 'site:b' }),
      ];
      const everywhere = { carrier: toyActor('chen', ['desk']), carries: () => true };
      const expected = [[1, 'subject-missing'], [2, 'invalid'], [3, 'fold-failed'], [4, 'not-allowed']];
      expect(await bring(ground, phone, facts, everywhere)).toEqual(expected);
      expect(await bring(ground, phone, facts, everywhere)).toEqual(expected);
      expect(states((await phone.push(facts)).results)).toEqual(expected.map(([, state]) => state));
      await ground.device('wang').say('note-opened', { note: 'n', text: 'a' });
      await ground.ledger.dismiss(ground.organization, { device: phone.device, seq: 2, by: 'chen', note: 'no' });
      const { outcomes = [] } = await phone.pull({}, { asks: [1, 2, 3, 4] });
      expect(states(outcomes)).toEqual(['applied', 'dismissed', 'fold-failed', 'not-allowed']);
    });

    it('enter only where the one who brings them may write as well, and leave nothing behind elsewhere', async () => {
      const ground = bench();
      const phone = ground.device('lin', { scopes: ['site:a', 'site:b'] });
      const facts = [phone.fact('tapped', { count: 1 }), phone.fact('tapped', { count: 1 }, { scope: 'site:b' }), phone.fact('site-opened', { site: 'a', name: 'A' }, { scope: 'desk' })];
      expect(await bring(ground, phone, facts)).toEqual([[1, 'applied'], [2, 'not-allowed'], [3, 'not-allowed']]);
      const asked = (scope: string | undefined) => scope === 'site:b';
      expect(await bring(ground, phone, facts, { carries: asked, carrier: toyActor('chen', ['site:b']) })).toEqual([[1, 'not-allowed'], [2, 'applied'], [3, 'not-allowed']]);
      // Whoever may bring them is not by that allowed to say them.
      expect(await bring(ground, phone, facts, { carries: () => true, carrier: toyActor('chen', ['site:a']) })).toEqual([[1, 'duplicate'], [2, 'not-allowed'], [3, 'not-allowed']]);
      expect(await ground.store.read(ground.organization, (view) => view.quarantine(['not-allowed'], undefined, 10))).toEqual([]);
      expect(states((await phone.push(facts)).results)).toEqual(['duplicate', 'duplicate', 'not-allowed']);
    });

    it('do not get in by themselves after an update either, unless who brought them may write them', async () => {
      const ground = bench();
      const older = createLedger(olderToyDomain, { store: ground.store, now: () => ground.clock.now, announce: () => {}, foldThrew: () => {} });
      const phone = ground.device('lin');
      const facts = [phone.fact('tapped', { count: 2 }), phone.fact('note-commented', { note: 'n', text: 'x' })];
      const byWang = carrying(phone, facts.slice(0, 1), { carrier: toyActor('wang', ['site:b']), carries: () => true });
      expect(states(await older.carry(phone.caller, byWang, false))).toEqual(['newer-version']);
      expect(states(await older.carry(phone.caller, carrying(phone, facts.slice(1)), false))).toEqual(['unknown-fact']);
      const server = { kind: 'server', person: 'server', device: 'server-device', memberships: [] } as const;
      expect(await ground.ledger.reread(ground.organization, server, authorOf)).toBe(1);
      const { outcomes = [] } = await phone.pull({}, { asks: [1, 2] });
      expect(states(outcomes)).toEqual(['newer-version', 'subject-missing']);
    });

    it('that no store or reader can take lie in quarantine byte for byte', async () => {
      const ground = bench();
      const phone = ground.device('lin');
      const [good] = taps(phone, 1) as [Fact];
      const spaced = JSON.stringify({ ...phone.fact('tapped', { count: 'many' }), seq: 5 }, undefined, 2);
      const strange = [{ seq: 2, text: '{"cut' }, { seq: 3, text: JSON.stringify({ ...phone.fact('note-opened', { note: 'n', text: 'half \ud83d' }), seq: 3 }) }, { seq: 4, text: '[]' }, { seq: 5, text: spaced }];
      const facts = [{ seq: 1, text: JSON.stringify(good) }, ...strange];
      const outcomes = await ground.ledger.carry(phone.caller, carrying(phone, [], { facts }), false);
      expect(states(outcomes)).toEqual(['applied', 'malformed', 'unstorable', 'malformed', 'invalid']);
      const held = await ground.store.read(ground.organization, (view) => view.quarantine(['malformed', 'unstorable', 'invalid'], undefined, 10));
      expect(held.toSorted((left, right) => left.seq - right.seq).map(({ seq, received, author, carriedBy }) => ({ seq, text: received, author, carriedBy })))
        .toEqual(strange.map((each) => ({ ...each, author: 'lin', carriedBy: 'chen' })));
    });

    it('that are there twice count once', async () => {
      const ground = bench();
      const phone = ground.device('lin');
      const [fact] = taps(phone, 1) as [Fact];
      expect(await bring(ground, phone, [fact, { ...fact, seq: 2 }])).toEqual([[1, 'applied'], [2, 'duplicate']]);
      expect(await counted(ground)).toBe(1);
    });

    it('that took the seqs of others stop nobody: the device is told that it was copied, and goes on as another', async () => {
      const ground = bench();
      const phone = ground.device('lin');
      const own = taps(phone, 3);
      const forger = ground.device('lin');
      const forged = taps(forger, 3);
      expect(await bring(ground, phone, forged.slice(1))).toEqual([[2, 'applied'], [3, 'applied']]);
      await expect(phone.push(own)).rejects.toMatchObject({ reason: 'cloned' });
      const again = ground.device('lin', { device: 'device-lin-2' });
      expect(states((await again.push(own)).results)).toEqual(['applied', 'applied', 'applied']);
      expect(await counted(ground)).toBe(5);
    });

    it('come in beside a device whose seqs are taken, once', async () => {
      const ground = bench();
      const phone = ground.device('lin');
      await phone.push(taps(phone, 2));
      const copy = ground.device('lin');
      const facts = [...taps(copy, 2), copy.fact('tapped', { count: 'many' }), ...taps(copy, 1)];
      await phone.push(taps(phone, 1));
      expect(await bring(ground, copy, facts)).toEqual([[1, 'applied'], [2, 'applied'], [3, 'invalid'], [4, 'applied']]);
      expect(await bring(ground, copy, facts)).toEqual([[1, 'duplicate'], [2, 'duplicate'], [3, 'invalid'], [4, 'duplicate']]);
      expect(await counted(ground)).toBe(6);
    });

    it('are of one person: not of whoever the file says, when the device is known to be another\'s', async () => {
      const ground = bench();
      const phone = ground.device('lin');
      await phone.push(taps(phone, 1));
      const other = ground.device('wang', { device: phone.device });
      await expect(bring(ground, other, taps(other, 1))).rejects.toMatchObject({ reason: 'cloned' });
    });
  });

  describe('a fact that is here under another device', () => {
    it('tells the device that sends it later what becomes of it', async () => {
      const ground = bench();
      const phone = ground.device('lin');
      const facts = [phone.fact('note-commented', { note: 'n', text: 'early' }), phone.fact('tapped', { count: 'many' }), phone.fact('tapped', { count: 'more' })];
      await phone.push(facts);
      const again = ground.device('lin', { device: 'device-lin-2' });
      const moved = [again.fact('tapped', { count: 1 }), ...facts].map((fact, index) => ({ ...fact, seq: index + 1 }));
      expect(states((await again.push(moved)).results)).toEqual(['applied', 'subject-missing', 'invalid', 'invalid']);
      expect(states((await again.pull({}, { asks: [2, 3, 4] })).outcomes ?? [])).toEqual(['subject-missing', 'invalid', 'invalid']);
      await ground.device('wang').say('note-opened', { note: 'n', text: 'a' });
      await ground.ledger.release(phone.caller, { device: phone.device, seq: 2, by: 'chen', payload: { count: 3 }, note: 'mended' });
      await ground.ledger.dismiss(ground.organization, { device: phone.device, seq: 3, by: 'chen', note: 'no' });
      expect((await again.pull({}, { asks: [2, 3, 4] })).outcomes).toMatchObject([
        { seq: 2, id: facts[0]?.id, state: 'applied' }, { seq: 3, id: facts[1]?.id, state: 'applied', settled: { as: 'released', note: 'mended' } },
        { seq: 4, id: facts[2]?.id, state: 'quarantined', reason: 'dismissed', settled: { as: 'dismissed', note: 'no' } },
      ]);
    });
  });
}

import { describe, expect, it } from 'vitest';
import { CLOCK_TOLERANCE_MS } from '../protocol/limits.ts';
import type { PushResponse } from '../protocol/push.ts';
import { encodeStamp } from '../protocol/stamp.ts';
import { noon, type LedgerBench } from './ledger-bench.ts';
import { createLedger } from '../server/create-ledger.ts';
import { toyDomain } from './toy-catalogue.ts';
import { freshId, rowsOf, ToyDevice } from './toy-device.ts';

const minute = 60_000;
const states = (response: PushResponse) => response.results.map(({ state, reason }) => (reason ? `${state}: ${reason}` : state));

export function describeLedgerPush(bench: () => LedgerBench): void {
  describe('push', () => {
    it('applies facts in order and stamps them with one version of their scope', async () => {
      const { device } = bench();
      const phone = device('lin');
      const response = await phone.push([phone.fact('tapped', { count: 2 }), phone.fact('note-opened', { note: 'n', text: 'a' })]);
      expect(response).toMatchObject({ lastSeq: 2, heads: { 'site:a': 1 } });
      expect(response.results).toEqual([{ seq: 1, state: 'applied', version: 1 }, { seq: 2, state: 'applied', version: 1 }]);
    });

    it('takes a batch that is sent again as the duplicate it is, and changes nothing', async () => {
      const { device, announced } = bench();
      const phone = device('lin');
      const facts = [phone.fact('tapped', { count: 2 }), phone.fact('note-opened', { note: 'n', text: 'a' })];
      await phone.push(facts);
      const before = await phone.pull({}, { tallies: true });
      const again = await phone.push(facts);
      expect(again.results).toEqual([{ seq: 1, state: 'duplicate', version: 1 }, { seq: 2, state: 'duplicate', version: 1 }]);
      expect(await phone.pull({}, { tallies: true })).toEqual(before);
      expect(announced).toHaveLength(1);
    });

    it('takes the new end of a batch whose beginning it knows', async () => {
      const { device } = bench();
      const phone = device('lin');
      const first = phone.fact('tapped', { count: 1 });
      await phone.push([first]);
      const response = await phone.push([first, phone.fact('tapped', { count: 1 })]);
      expect(states(response)).toEqual(['duplicate', 'applied']);
      expect(response.lastSeq).toBe(2);
    });

    it('lets a batch that overtook the one before it wait for that', async () => {
      const { device, nextWait } = bench();
      const phone = device('lin');
      const [ahead, behind] = [[tap(phone), tap(phone)], [tap(phone), tap(phone)]];
      const late = phone.push(behind, { settled: 0 });
      await nextWait();
      expect(await phone.push(ahead, { settled: 0 })).toMatchObject({ lastSeq: 2 });
      const response = await late;
      expect(states(response)).toEqual(['applied', 'applied']);
      expect(response.expect).toBeUndefined();
    });

    it('asks the ledger once more about a forerunner that another server may have taken', async () => {
      const { device, nextWait, store, clock, organization } = bench();
      const phone = device('lin');
      const elsewhere = new ToyDevice(
        createLedger(toyDomain, { store, now: () => clock.now, announce: () => {}, foldThrew: () => {} }), clock, 'lin', { device: phone.device, organization });
      const [ahead, behind] = [[tap(phone)], [tap(phone)]];
      const late = phone.push(behind, { settled: 0 });
      const endPatience = await nextWait();
      expect(states(await elsewhere.push(ahead, { settled: 0 }))).toEqual(['applied']);
      endPatience();
      expect(states(await late)).toEqual(['applied']);
    });

    it('takes nothing from a batch whose forerunner is lost, and raises the alarm only about what its device had heard of', async () => {
      const { device, gaps, nextWait } = bench();
      const phone = device('lin');
      const { epoch } = await phone.push([tap(phone)]);
      tap(phone);
      const late = phone.push([tap(phone)], { epoch, settled: 1 });
      (await nextWait())();
      expect(await late).toMatchObject({ lastSeq: 1, expect: 2, results: [] });
      expect(gaps).toEqual([]);
      expect(await phone.push([tap(phone)], { epoch, settled: 2 })).toMatchObject({ lastSeq: 1, expect: 2, results: [] });
      expect(gaps).toMatchObject([{ device: phone.device, lastSeq: 1, lost: 0 }]);
    });

    it('continues only the history that a batch belongs to', async () => {
      const { device } = bench();
      const phone = device('lin');
      const first = tap(phone);
      await phone.push([first]);
      const next = tap(phone);
      await expect(phone.push([next], { prior: freshId(noon) })).rejects.toMatchObject({ reason: 'cloned' });
      expect(states(await phone.push([next], { prior: first.id }))).toEqual(['applied']);
    });

    it('takes nothing of a batch that speaks of another history', async () => {
      const phone = bench().device('lin');
      expect(await phone.push([tap(phone)], { epoch: 'before-the-restore' })).toMatchObject({ restored: true, results: [], lastSeq: 0 });
    });

    it('answers a gap with the seq it expects, and takes nothing', async () => {
      const { device } = bench();
      const phone = device('lin');
      await phone.say('tapped', { count: 1 });
      phone.seq += 3;
      const response = await phone.say('tapped', { count: 1 });
      expect(response).toMatchObject({ expect: 2, lastSeq: 1, results: [] });
    });

    it('judges each fact alone: a bad one goes to quarantine with its reason, its neighbours go on', async () => {
      const { device } = bench();
      const phone = device('lin');
      const bad = [
        ['malformed', () => { phone.seq += 1; return { seq: phone.seq, nonsense: true }; }],
        ['malformed', () => { phone.seq += 1; return 'not even an object'; }],
        ['malformed', () => ({ ...phone.fact('tapped', { count: 1 }), seq: 9_999 })],
        ['unknown-fact', () => phone.fact('never-heard-of', {})],
        ['newer-version', () => phone.fact('tapped', { count: 1 }, { version: 3 })],
        ['invalid', () => phone.fact('tapped', { count: 'many' })],
        ['unstorable', () => phone.fact('note-opened', { note: 'n', text: 'a\u0000b' })],
        ['unstorable', () => phone.fact('note-opened', { note: 'n', text: 'half \ud83d' })],
        ['too-long', () => phone.fact('note-opened', { note: 'n', text: 'x'.repeat(70_000) })],
        ['wrong-scope', () => phone.fact('tapped', { count: 1 }, { scope: 'desk' })],
        ['not-allowed', () => phone.fact('tapped', { count: 1 }, { scope: 'site:b' })],
        ['not-allowed', () => phone.fact('server-only', {})],
        ['fold-failed', () => phone.fact('fragile', { note: 'n' })],
      ] as const;
      const facts: unknown[] = [];
      for (const [, make] of bad) facts.push(make(), phone.fact('tapped', { count: 1 }));
      const response = await phone.push(facts, { firstSeq: 1 });
      expect(states(response)).toEqual(bad.flatMap(([reason]) => [`quarantined: ${reason}`, 'applied']));
      expect(response.lastSeq).toBe(bad.length * 2);
      expect(states(await phone.push(facts, { firstSeq: 1 }))).toEqual(bad.flatMap(([reason]) => [`quarantined: ${reason}`, 'duplicate']));
    });

    it('takes nothing of a fact that can be folded and not counted', async () => {
      const phone = bench().device('lin');
      await phone.say('note-opened', { note: 'n', text: 'a' });
      expect(states(await phone.say('uncountable', { note: 'n' }))).toEqual(['quarantined: fold-failed']);
      expect(rowsOf(await phone.pull(), 'site:a')).toMatchObject([{ version: 1, data: { text: 'a' } }]);
    });

    it('keeps a parked fact as the text it came as, goes on behind it, and knows it again', async () => {
      const { device, ledger, store, organization } = bench();
      const phone = device('lin');
      const poison = phone.fact('note-opened', { note: 'n', text: 'a\u0000b \ud83d' });
      const parked = { id: poison.id, received: JSON.stringify(poison) };
      const response = await phone.push([], { firstSeq: 1, parked });
      expect(states(response)).toEqual(['quarantined: parked']);
      expect(response.lastSeq).toBe(1);
      expect(states(await phone.push([], { firstSeq: 1, parked }))).toEqual(['quarantined: parked']);
      expect(states(await phone.push([poison, phone.fact('tapped', { count: 1 })]))).toEqual(['quarantined: parked', 'applied']);
      expect(await store.read(organization, (view) => view.outcomes(phone.device, [1], undefined, 5))).toEqual([
        { seq: 1, id: poison.id, state: 'quarantined', reason: 'parked' },
      ]);
      await expect(ledger.push(phone.caller, {
        protocol: 1, device: phone.device, app: 'copy', clientNow: noon, firstSeq: 1, facts: [], parked: { id: freshId(noon), received: '1' },
      })).rejects.toMatchObject({ reason: 'cloned' });
    });

    it('keeps text that only looks like an escape', async () => {
      const { device } = bench();
      const phone = device('lin');
      const text = 'a \\u0000 in words, "quotes", {braces}, 饮料 🥤';
      expect(states(await phone.say('note-opened', { note: 'n', text }))).toEqual(['applied']);
      expect(rowsOf(await phone.pull(), 'site:a')[0]?.data).toMatchObject({ text });
    });

    it('knows a copied device by another fact at a known seq', async () => {
      const { device } = bench();
      const phone = device('lin');
      await phone.say('tapped', { count: 1 });
      const clone = device('lin', { device: phone.device });
      await expect(clone.say('tapped', { count: 1 })).rejects.toMatchObject({ name: 'SyncError', reason: 'cloned' });
    });

    it('does not let one person push as the device of another', async () => {
      const { device } = bench();
      const phone = device('lin');
      await phone.say('tapped', { count: 1 });
      const other = device('chen', { device: phone.device });
      await expect(other.say('tapped', { count: 1 })).rejects.toMatchObject({ reason: 'cloned' });
    });

    it('recognises a fact by its id when its device was minted anew', async () => {
      const { device } = bench();
      const phone = device('lin');
      const fact = phone.fact('tapped', { count: 1 });
      await phone.push([fact]);
      const anew = device('lin', { device: 'device-anew' });
      const response = await anew.push([{ ...fact, seq: 1 }, anew.fact('tapped', { count: 1 }, { seq: 2 })]);
      expect(states(response)).toEqual(['duplicate', 'applied']);
      expect(states(await anew.push([{ ...fact, seq: 1 }], { firstSeq: 1 }))).toEqual(['duplicate']);
    });

    it('takes a fact once when two devices send it at the same moment', async () => {
      const { device } = bench();
      const phones = ['p', 'q', 'r', 's'].map((name) => device('lin', { device: `device-${name}` }));
      const shared = { ...phones[0]?.fact('tapped', { count: 5 }), seq: 1 };
      const responses = await Promise.all(phones.map((phone) => phone.push([shared])));
      expect(responses.flatMap(states).sort()).toEqual(['applied', 'duplicate', 'duplicate', 'duplicate']);
      const tallies = (await phones[0]?.pull({}, { tallies: true }))?.changes.flatMap((change) => change.tallies ?? []);
      expect(tallies).toMatchObject([{ counter: 'entered', n: 5 }]);
    });

    it('lets a fact wait for its subject, and folds it when the subject arrives', async () => {
      const { device } = bench();
      const early = device('lin');
      const late = device('chen');
      expect(states(await early.say('note-commented', { note: 'n', text: 'first!' }))).toEqual(['waiting: subject-missing']);
      await late.say('note-opened', { note: 'n', text: 'the note' });
      expect(rowsOf(await early.pull(), 'site:a')[0]?.data).toMatchObject({ text: 'the note', comments: ['first!'] });
      const { outcomes } = await early.pull({}, { asks: [1] });
      expect(outcomes).toEqual([{ id: expect.any(String), seq: 1, state: 'applied', version: 2 }]);
      expect((await early.pull({}, { settled: 0 })).outcomes).toEqual(outcomes);
      expect((await early.pull({}, { settled: 1 })).outcomes).toEqual([]);
    });

    it('lets a fact wait for a subject that comes later in the same batch', async () => {
      const { device } = bench();
      const phone = device('lin');
      const response = await phone.push([
        phone.fact('note-commented', { note: 'n', text: 'first!' }), phone.fact('note-opened', { note: 'n', text: 'the note' }),
      ]);
      expect(states(response)).toEqual(['applied', 'applied']);
      expect(rowsOf(await phone.pull(), 'site:a')[0]?.data).toMatchObject({ comments: ['first!'] });
    });

    it('lets a deletion win against an edit, and keeps the edit in quarantine', async () => {
      const { device } = bench();
      const phone = device('lin');
      await phone.say('note-opened', { note: 'n', text: 'a' });
      await phone.say('note-deleted', { note: 'n' });
      expect(states(await phone.say('note-edited', { note: 'n', text: 'b' }))).toEqual(['quarantined: deleted']);
    });

    it('keeps a superseded fact in history without effect', async () => {
      const { device } = bench();
      const phone = device('lin');
      await phone.say('note-opened', { note: 'n', text: 'a' });
      await phone.say('note-closed', { note: 'n' });
      expect(states(await phone.say('note-closed', { note: 'n' }))).toEqual(['superseded: superseded']);
    });

    it('lets the later stamp win, whatever arrives last', async () => {
      const { device } = bench();
      const phone = device('lin');
      const other = device('chen');
      await phone.say('note-opened', { note: 'n', text: 'a' }, { at: noon - 3 * minute });
      await other.say('note-edited', { note: 'n', text: 'later' }, { at: noon - minute });
      await phone.say('note-edited', { note: 'n', text: 'earlier' }, { at: noon - 2 * minute });
      expect(rowsOf(await phone.pull(), 'site:a')[0]?.data).toMatchObject({ text: 'later' });
    });

    it('clamps a stamp from the future, so that it cannot win for ever', async () => {
      const { device, clock } = bench();
      const ahead = device('lin');
      const right = device('chen');
      await right.say('note-opened', { note: 'n', text: 'a' });
      const stamp = encodeStamp({ ms: noon + 365 * 86_400_000, counter: 0, device: ahead.device });
      await ahead.say('note-edited', { note: 'n', text: 'from next year' }, { stamp, at: noon + 365 * 86_400_000 });
      clock.now = noon + CLOCK_TOLERANCE_MS + minute;
      await right.say('note-edited', { note: 'n', text: 'now' });
      expect(rowsOf(await right.pull(), 'site:a')[0]?.data).toMatchObject({ text: 'now' });
    });

    it('counts a fact of a wrong clock when it happened, as far as that can be known', async () => {
      const { device } = bench();
      const phone = device('lin');
      const year = 365 * 86_400_000;
      // The clock was set back a year after the offset was measured; at this push it is known again.
      const fact = phone.fact('tapped', { count: 3 }, { at: noon - year - 10 * minute, offset: 0 });
      await phone.say('tapped', { count: 1 }, { seq: 1, at: noon - 30 * minute });
      phone.seq = 2;
      await phone.push([{ ...fact, seq: 2 }], { clientNow: noon - year });
      const tallies = (await phone.pull({}, { tallies: true })).changes.flatMap((change) => change.tallies ?? []);
      expect(tallies.map(({ start, n }) => [(start - noon) / minute, n]).sort(([left = 0], [right = 0]) => left - right)).toEqual([[-30, 1], [-15, 3]]);
    });

    it('lets one tap of a clock that was a day ahead for a moment take none of the taps after it along', async () => {
      const { device } = bench();
      const phone = device('lin');
      const counted = (at: number) => phone.fact('tapped', { count: 1 }, { at });
      await phone.push([counted(noon - 110 * minute), counted(noon + 1_440 * minute), counted(noon - 50 * minute), counted(noon - 20 * minute)]);
      await phone.push([counted(noon - 5 * minute)]);
      const tallies = (await phone.pull({}, { tallies: true })).changes.flatMap((change) => change.tallies ?? []);
      expect(tallies.map(({ start, n }) => [(start - noon) / minute, n]).sort(([left = 0], [right = 0]) => left - right))
        .toEqual([[-120, 1], [-60, 1], [-30, 1], [-15, 1], [0, 1]]);
    });

    it('re-keys what was counted when a revision that waited for its site arrives', async () => {
      const { device } = bench();
      const phone = device('lin');
      const planner = device('wu', { scopes: ['desk'] });
      await phone.say('tapped', { count: 1 }, { at: noon - 5 * minute });
      expect(states(await phone.say('revision-put', { revision: 'plan@1', from: noon - 40 * minute }))).toEqual(['waiting: subject-missing']);
      await planner.say('site-opened', { site: 'a', name: 'A' }, { scope: 'desk' });
      const tallies = (await phone.pull({}, { tallies: true })).changes.flatMap((change) => change.tallies ?? []).filter(({ n }) => n !== 0);
      expect(tallies.map(({ inForce, n }) => [inForce, n])).toEqual([['plan@1', 1]]);
    });

    it('re-keys what was counted when a revision turns out to have been in force', async () => {
      const { device } = bench();
      const phone = device('lin');
      const planner = device('wu', { scopes: ['desk'] });
      await planner.say('site-opened', { site: 'a', name: 'A' }, { scope: 'desk' });
      const at = [noon - 50 * minute, noon - 35 * minute, noon - 5 * minute];
      await phone.push(at.map((instant) => phone.fact('tapped', { count: 1 }, { at: instant, inForce: 'plan@1' })));
      const tallies = async () =>
        (await phone.pull({}, { tallies: true })).changes.flatMap((change) => change.tallies ?? [])
          .filter(({ n }) => n !== 0)
          .map(({ start, inForce = '', plan = '', n }) => `${(start - noon) / minute} ${plan}/${inForce} ${n}`).sort();
      expect(await tallies()).toEqual(['-15 / 1', '-45 / 1', '-60 / 1']);
      await phone.say('revision-put', { revision: 'plan@1', from: noon - 40 * minute });
      expect(await tallies()).toEqual(['-15 plan/plan@1 1', '-45 plan/plan@1 1', '-60 / 1']);
      await phone.say('revision-put', { revision: 'plan@2', from: noon - 10 * minute });
      expect(await tallies()).toEqual(['-15 plan/plan@2 1', '-45 plan/plan@1 1', '-60 / 1']);
      await phone.say('revision-put', { revision: 'plan@1', from: noon - 30 * minute });
      expect(await tallies()).toEqual(['-15 plan/plan@2 1', '-45 / 1', '-60 / 1']);
    });

    it('keys what is counted between two revisions of one batch by the one that holds in the end', async () => {
      const { device } = bench();
      const phone = device('lin');
      const planner = device('wu', { scopes: ['desk'] });
      await planner.say('site-opened', { site: 'a', name: 'A' }, { scope: 'desk' });
      await phone.say('revision-put', { revision: 'plan@4', from: noon - 40 * minute });
      await phone.push([
        phone.fact('revision-put', { revision: 'plan@3', from: noon - 20 * minute }),
        phone.fact('tapped', { count: 1 }, { at: noon - 5 * minute }),
        phone.fact('revision-put', { revision: 'plan@3', from: noon - 50 * minute }),
      ]);
      const tallies = (await phone.pull({}, { tallies: true })).changes.flatMap((change) => change.tallies ?? []).filter(({ n }) => n !== 0);
      expect(tallies.map(({ inForce, n }) => [inForce, n])).toEqual([['plan@4', 1]]);
    });

    it('reads a fact in the shape of an older app', async () => {
      const { device } = bench();
      const phone = device('lin');
      expect(states(await phone.say('tapped', { n: 4 }, { version: 1 }))).toEqual(['applied']);
      const tallies = (await phone.pull({}, { tallies: true })).changes.flatMap((change) => change.tallies ?? []);
      expect(tallies).toMatchObject([{ n: 4 }]);
    });

    it('judges a person by the time it happened', async () => {
      const { device } = bench();
      const phone = device('lin');
      const [grant] = phone.caller.actor.memberships;
      if (!grant) throw new Error('the toy actor has a membership');
      Object.assign(phone.caller.actor, { memberships: [{ ...grant, until: noon - 5 * minute }] });
      const response = await phone.push([
        phone.fact('tapped', { count: 1 }, { at: noon - 10 * minute }), phone.fact('tapped', { count: 1 }, { at: noon }),
      ]);
      expect(states(response)).toEqual(['applied', 'quarantined: not-allowed']);
    });

    it('announces after commit what was touched, and tells tally-only scopes apart', async () => {
      const { device, announced, organization } = bench();
      const phone = device('lin');
      await phone.say('tapped', { count: 1 });
      await phone.say('note-opened', { note: 'n', text: 'a' });
      expect(announced.map(({ scopes, tallyOnly, buckets }) => ({ scopes, tallyOnly, buckets }))).toEqual([
        { scopes: ['site:a'], tallyOnly: ['site:a'], buckets: [{ site: 'a', start: noon }] },
        { scopes: ['site:a'], tallyOnly: [], buckets: [] },
      ]);
      expect(announced[0]?.organization).toBe(organization);
    });

    it('appends facts of a source without an outbox: once by id, refused ones are not kept', async () => {
      const { ledger, organization } = bench();
      const caller = { organization, actor: { kind: 'key', person: 'key-1', device: 'key-1', memberships: [] } as const };
      const draft = (payload: unknown) => ({ id: freshId(noon), name: 'tapped', scope: 'site:a', at: noon - minute, payload }) as const;
      const drafts = [draft({ count: 2 }), draft({ count: 'many' }), draft({ count: 3 })];
      const [first, second, third] = drafts;
      expect((await ledger.append(caller, drafts)).map(({ state, reason }) => reason ?? state)).toEqual(['applied', 'invalid', 'applied']);
      expect((await ledger.append(caller, drafts)).map(({ state, reason }) => reason ?? state)).toEqual(['duplicate', 'invalid', 'duplicate']);
      const mended = [first, { ...second, payload: { count: 1 } }, third].filter((each) => each?.id !== undefined) as typeof drafts;
      expect((await ledger.append(caller, mended)).map(({ state }) => state)).toEqual(['duplicate', 'applied', 'duplicate']);
    });
  });
}

function tap(phone: ToyDevice) {
  return phone.fact('tapped', { count: 1 });
}

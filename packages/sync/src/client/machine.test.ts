import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasons, type Reason } from '../protocol/reasons.ts';
import {
  COALESCE_MS, initialState, phases, step, transitions, type Effect, type FailureReason, type Input, type MachineState, type Phase,
} from './machine.ts';

const failures = (Object.keys(reasons) as Reason[]).filter(
  (reason): reason is FailureReason => reasons[reason].about === 'request' || reason === 'storage-failed',
);
const signals = ['started', 'stopped', 'wrote', 'hinted', 'woke', 'elapsed', 'signed-in'] as const;

const run = (inputs: readonly Input[], from: MachineState = initialState) => {
  let state = from;
  let effects: readonly Effect[] = [];
  for (const input of inputs) ({ state, effects } = step(state, input));
  return { state, effects };
};
const at = (phase: Phase, rest: Partial<MachineState> = {}): MachineState => ({ ...initialState, phase, ...rest });
const waits = (effects: readonly Effect[]) => effects.filter((effect) => effect.type === 'wait');

describe('the client machine', () => {
  it('answers every input in every phase', () => {
    const inputs = [...signals, 'pushed', 'pulled', 'failed'].sort();
    expect(Object.keys(transitions).sort()).toEqual([...phases].sort());
    for (const phase of phases) expect(Object.keys(transitions[phase]).sort(), phase).toEqual(inputs);
  });

  it('pushes and then pulls when it starts', () => {
    expect(run([{ type: 'started' }]).effects).toEqual([{ type: 'push' }]);
    const pushed = run([{ type: 'started' }, { type: 'pushed', more: false }]);
    expect(pushed.effects).toEqual([{ type: 'pull' }]);
    expect(run([{ type: 'pulled', more: false }], pushed.state).state.phase).toBe('idle');
  });

  it('sends the rest of the outbox before it pulls', () => {
    expect(run([{ type: 'pushed', more: true }], at('pushing'))).toMatchObject({ state: { phase: 'pushing' }, effects: [{ type: 'push' }] });
  });

  it('lets writes that follow one another travel together', () => {
    const { state, effects } = run([{ type: 'wrote' }], at('idle'));
    expect(effects).toEqual([{ type: 'wait', atLeast: COALESCE_MS, spread: 0 }]);
    expect(run([{ type: 'wrote' }, { type: 'wrote' }], state)).toEqual({ state, effects: [] });
    expect(run([{ type: 'elapsed' }], state).effects).toEqual([{ type: 'push' }]);
  });

  it('sends what was written while it pulled before it reads on', () => {
    const { state } = run([{ type: 'wrote' }], at('pulling'));
    expect(run([{ type: 'pulled', more: true }], state).effects).toEqual([{ type: 'push' }]);
  });

  it('pulls again when a hint came while it was busy', () => {
    const { state } = run([{ type: 'hinted' }], at('pulling'));
    expect(run([{ type: 'pulled', more: false }], state).effects).toEqual([{ type: 'pull' }]);
  });

  it('reads from a server that cannot take facts just now, then backs off', () => {
    const pulling = run([{ type: 'failed', reason: 'busy' }], at('pushing'));
    expect(pulling.effects).toEqual([{ type: 'pull' }]);
    const waiting = run([{ type: 'pulled', more: false }], pulling.state);
    expect(waiting.state).toMatchObject({ phase: 'waiting', reason: 'busy', attempt: 1 });
    expect(waits(waiting.effects)).toHaveLength(1);
  });

  it('backs off with growing, bounded, fully jittered waits, and starts afresh when the network returns', () => {
    let state = at('pushing');
    const spreads: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const failed = step(state, { type: 'failed', reason: 'unreachable' });
      spreads.push(...waits(failed.effects).map(({ spread }) => spread));
      expect(waits(failed.effects)[0]?.atLeast).toBe(0);
      state = step(failed.state, { type: 'elapsed' }).state;
    }
    expect(spreads).toEqual(spreads.toSorted((left, right) => left - right));
    expect(spreads.at(0)).toBe(1_000);
    expect(spreads.at(-1)).toBe(60_000);
    const { state: waiting } = step(state, { type: 'failed', reason: 'unreachable' });
    expect(step(waiting, { type: 'woke' })).toMatchObject({ state: { phase: 'pushing', attempt: 0 }, effects: [{ type: 'cancel-wait' }, { type: 'push' }] });
  });

  it('leaves a server alone for as long as it asks', () => {
    const { effects } = step(at('pulling'), { type: 'failed', reason: 'rate-limited', retryAfter: 30_000 });
    expect(waits(effects)[0]?.atLeast).toBe(30_000);
    const refused = step(at('pushing'), { type: 'failed', reason: 'busy', retryAfter: 20_000 }).state;
    expect(waits(step(refused, { type: 'pulled', more: false }).effects)[0]?.atLeast).toBe(20_000);
  });

  it('pauses without a session, keeps everything, and goes on after sign-in', () => {
    for (const phase of ['pushing', 'pulling'] as const) {
      const { state, effects } = step(at(phase), { type: 'failed', reason: 'signed-out' });
      expect(state).toMatchObject({ phase: 'paused', reason: 'signed-out' });
      expect(effects).toEqual([]);
      expect(step(state, { type: 'signed-in' }).effects).toContainEqual({ type: 'push' });
    }
    const refused = step(at('pushing'), { type: 'failed', reason: 'signed-out' }).state;
    expect(step(refused, { type: 'wrote' }).state.phase).toBe('paused');
  });

  it('goes on sending while only reading is refused, until sending is refused as well', () => {
    const { state } = run([{ type: 'failed', reason: 'signed-out' }], at('pulling'));
    const sending = run([{ type: 'wrote' }, { type: 'elapsed' }], state);
    expect(sending.effects).toEqual([{ type: 'push' }]);
    const again = run([{ type: 'pushed', more: false }, { type: 'failed', reason: 'signed-out' }], sending.state);
    expect(again.state).toMatchObject({ phase: 'paused', mayPush: true });
    const refused = run([{ type: 'wrote' }, { type: 'elapsed' }, { type: 'failed', reason: 'signed-out' }], again.state);
    expect(run([{ type: 'wrote' }], refused.state)).toMatchObject({ state: { phase: 'paused', mayPush: false }, effects: [] });
  });

  it('sends what was written while reading was being refused', () => {
    const { state } = run([{ type: 'wrote' }, { type: 'failed', reason: 'signed-out' }], at('pulling'));
    expect(run([{ type: 'elapsed' }], state).effects).toEqual([{ type: 'push' }]);
  });

  it('goes on behind a fact that the server fails at, at the pace of the failures', () => {
    const { state, effects } = step(at('pushing', { attempt: 4 }), { type: 'pushed', more: true, failing: true });
    expect(effects).toEqual([{ type: 'push' }]);
    const failed = step(step(state, { type: 'failed', reason: 'failed' }).state, { type: 'pulled', more: false });
    expect(failed.state).toMatchObject({ phase: 'waiting', attempt: 5 });
  });

  it('does not send one fact that is too large over and over', () => {
    let state = at('pushing');
    let pushes = 0;
    while (state.phase === 'pushing') {
      state = step(state, { type: 'failed', reason: 'too-large' }).state;
      pushes += 1;
    }
    expect({ phase: state.phase, pushes }).toEqual({ phase: 'waiting', pushes: 10 });
  });

  it('tries a smaller batch at once when one was too large', () => {
    expect(step(at('pushing'), { type: 'failed', reason: 'too-large' }).effects).toEqual([{ type: 'push' }]);
  });

  it('does nothing more once it is stopped', () => {
    for (const phase of phases) {
      const { state } = step(at(phase), { type: 'stopped' });
      expect(state.phase).toBe('off');
      for (const type of signals) if (type !== 'started') expect(step(state, { type }).effects).toEqual(type === 'stopped' ? [] : []);
    }
  });

  it('never stands still with work to do: whatever happens, something is running, waiting, or a person is needed', () => {
    const input = fc.oneof<fc.Arbitrary<Input>[]>(
      fc.constantFrom(...signals).filter((type) => type !== 'stopped').map((type) => ({ type })),
      fc.record({ type: fc.constant('pushed' as const), more: fc.boolean(), failing: fc.boolean() }),
      fc.record({ type: fc.constant('pulled' as const), more: fc.boolean() }),
      fc.record({ type: fc.constant('failed' as const), reason: fc.constantFrom(...failures) }),
    );
    fc.assert(
      fc.property(fc.array(input, { maxLength: 40 }), (inputs) => {
        // A world that keeps its word: results come only from what was started, timers only from waits.
        let state = step(initialState, { type: 'started' }).state;
        let running: 'push' | 'pull' | undefined = 'push';
        let timer = false;
        for (const next of inputs) {
          const isResult = next.type === 'pushed' || next.type === 'pulled' || next.type === 'failed';
          if (isResult && !running) continue;
          if ((next.type === 'pushed' && running !== 'push') || (next.type === 'pulled' && running !== 'pull')) continue;
          if (next.type === 'elapsed' && !timer) continue;
          if (isResult) running = undefined;
          if (next.type === 'elapsed') timer = false;
          const after = step(state, next);
          state = after.state;
          for (const effect of after.effects) {
            if (effect.type === 'wait') timer = true;
            else if (effect.type === 'cancel-wait') timer = false;
            else {
              expect(running, 'two requests at once').toBeUndefined();
              running = effect.type;
            }
          }
          expect({ phase: state.phase, running, timer }).toEqual({
            phase: state.phase,
            running: state.phase === 'pushing' ? 'push' : state.phase === 'pulling' ? 'pull' : undefined,
            timer: state.phase === 'soon' || state.phase === 'waiting',
          });
          if (state.phase === 'idle') expect(state.wantsPush || state.wantsPull).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

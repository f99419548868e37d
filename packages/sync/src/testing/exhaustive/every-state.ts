/** One run of a system whose next step is chosen from outside. */
export interface Run<Memory> {
  /** Names the state: wherever two runs have the same name, the same may follow. */
  key(): string;
  /** What may happen next; empty at the end. Steps whose order cannot matter may be left out for now, as long as they come later. */
  choices(): readonly string[];
  take(choice: string): Promise<void>;
  /** What is noted of the way here, to be given to `retrace`. */
  memory(): Memory;
  /** Takes steps that another run took, up to the state in which it had this memory. */
  retrace(choices: readonly string[], memory: Memory): Promise<void>;
}

/** What was gone through. */
export interface Reached {
  /** Different states. */
  readonly states: number;
  /** Steps from one state to another, each taken once. */
  readonly steps: number;
  /** Steps that led to a state which was known already: whatever follows from it was not gone through again. */
  readonly merged: number;
  /** Different last states. */
  readonly ends: number;
  /** Ways from the first state to a last one that counts: as many orders as were covered. */
  readonly orders: bigint;
}

interface Place<Memory> {
  readonly key: string;
  readonly choices: readonly string[];
  readonly memory: Memory;
  next: number;
  orders: bigint;
}

/**
 * Goes through every state that a system can reach, and takes every step from each once. `begin` starts afresh, `look` sees
 * each state after a step that led to it, `end` each last state (which it may spoil) and says whether orders that lead there
 * count. Throws when a state can be reached from itself.
 */
export async function everyState<Memory, Kind extends Run<Memory>>(
  begin: () => Promise<Kind>,
  look: (run: Kind, order: readonly string[]) => Promise<void>,
  end: (run: Kind, order: readonly string[]) => Promise<boolean>,
): Promise<Reached> {
  /** Orders from each state on; undefined while it is being gone through. */
  const known = new Map<string, bigint | undefined>();
  const path: Place<Memory>[] = [];
  const order = (): string[] => path.map(({ choices, next }) => choices[next] ?? '');
  let [steps, merged, ends, orders] = [0, 0, 0, 0n];

  function reached(more: bigint): void {
    const place = path.at(-1);
    if (place) place.orders += more;
    else orders = more;
  }

  /** To the next step that was not taken yet. False when there is none left. */
  function goBack(): boolean {
    for (let place = path.at(-1); place; place = path.at(-1)) {
      place.next += 1;
      if (place.next < place.choices.length) return true;
      path.pop();
      known.set(place.key, place.orders);
      reached(place.orders);
    }
    return false;
  }

  async function goOn(run: Kind): Promise<void> {
    for (;;) {
      const key = run.key();
      if (known.has(key)) {
        const more = known.get(key);
        if (more === undefined) throw new Error(`it goes round in circles: ${order().join(', ')}`);
        merged += 1;
        return reached(more);
      }
      const choices = run.choices();
      if (choices.length === 0) {
        const counts = (await end(run, order())) ? 1n : 0n;
        ends += 1;
        known.set(key, counts);
        return reached(counts);
      }
      known.set(key, undefined);
      path.push({ key, choices, memory: run.memory(), next: 0, orders: 0n });
      await step(run);
    }
  }

  async function step(run: Kind): Promise<void> {
    const place = path.at(-1);
    await run.take(place?.choices[place.next] ?? '');
    steps += 1;
    await look(run, order());
  }

  await goOn(await begin());
  while (goBack()) {
    const run = await begin();
    const last = path.at(-1);
    if (last) await run.retrace(order().slice(0, -1), last.memory);
    await step(run);
    await goOn(run);
  }
  return { states: known.size, steps, merged, ends, orders };
}

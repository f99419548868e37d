/** Something that could happen next. Two that touch nothing in common may as well happen in the other order. */
export interface Step {
  /** The same in every run that came the same way. */
  readonly label: string;
  readonly touches: readonly string[];
}

/** One run of a system whose next step is chosen from outside. */
export interface Run {
  /** What could happen next; empty at the end. */
  enabled(): readonly Step[];
  take(label: string): Promise<void>;
}

interface Node {
  readonly enabled: readonly Step[];
  /** Steps whose orders are covered already from here on. */
  readonly asleep: Map<string, Step>;
  chosen: Step;
}

/**
 * Runs a system once for every order of its steps, orders that differ only in steps which touch nothing in common counting
 * as one (sleep sets, Godefroid 1996). `begin` starts afresh each time; `end` hears each complete run and its order.
 */
export async function everyOrder<Kind extends Run>(begin: () => Promise<Kind>, end: (run: Kind, order: readonly string[]) => Promise<void>): Promise<number> {
  const path: Node[] = [];
  let orders = 0;
  do {
    const run = await begin();
    for (const { chosen } of path) await run.take(chosen.label);
    if (await extend(run, path)) {
      orders += 1;
      await end(run, path.map(({ chosen }) => chosen.label));
    }
  } while (backtrack(path));
  return orders;
}

/** Goes on to the end. False when everything that could happen is covered by other orders. */
async function extend(run: Run, path: Node[]): Promise<boolean> {
  for (let enabled = run.enabled(); enabled.length > 0; enabled = run.enabled()) {
    const before = path.at(-1);
    const asleep = new Map([...(before?.asleep ?? [])].filter(([, step]) => before && !touch(step, before.chosen)));
    const chosen = enabled.find(({ label }) => !asleep.has(label));
    if (!chosen) return false;
    path.push({ enabled, asleep, chosen });
    await run.take(chosen.label);
  }
  return true;
}

/** To the last place where something else could have happened. False when there is none left. */
function backtrack(path: Node[]): boolean {
  for (let node = path.at(-1); node; node = path.at(-1)) {
    node.asleep.set(node.chosen.label, node.chosen);
    const { asleep } = node;
    const next = node.enabled.find(({ label }) => !asleep.has(label));
    if (next) {
      node.chosen = next;
      return true;
    }
    path.pop();
  }
  return false;
}

function touch(left: Step, right: Step): boolean {
  return left.touches.some((thing) => right.touches.includes(thing));
}

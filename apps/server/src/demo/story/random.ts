/** A number in [0, 1), the next of a sequence that its seed decides. */
export type Chance = () => number;

/** A seeded sequence (mulberry32 over a hash of the text): each part of the story draws from its own. */
export function chanceOf(seed: string): Chance {
  let state = 2_166_136_261;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the options, with odds by weight. */
export function weighted<Option>(chance: Chance, options: readonly (readonly [Option, number])[]): Option {
  const total = options.reduce((sum, [, weight]) => sum + weight, 0);
  let left = chance() * total;
  for (const [option, weight] of options) {
    left -= weight;
    if (left < 0) return option;
  }
  const last = options.at(-1);
  if (last === undefined) throw new RangeError('nothing to choose from');
  return last[0];
}

/** A Poisson draw (Knuth); meant for means below 100. */
export function poisson(chance: Chance, mean: number): number {
  const limit = Math.exp(-mean);
  let product = chance();
  let count = 0;
  while (product > limit) {
    count += 1;
    product *= chance();
  }
  return count;
}

/** A normal draw (Box–Muller). */
export function normal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

/** The same things in another order (Fisher–Yates). */
export function shuffled<Item>(chance: Chance, items: readonly Item[]): Item[] {
  const result = [...items];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = Math.floor(chance() * (index + 1));
    [result[index], result[other]] = [result[other] as Item, result[index] as Item];
  }
  return result;
}

/** As much of a test runner as the store contracts use, for running them inside a page. */

export interface Result {
  readonly name: string;
  readonly problem: string | undefined;
}

type Work = () => unknown;
const before: Work[][] = [];
const names: string[] = [];
const tests: { readonly name: string; readonly before: readonly Work[]; readonly run: Work }[] = [];

export function describe(name: string, define: Work): void {
  names.push(name);
  before.push([]);
  define();
  before.pop();
  names.pop();
}

export function beforeEach(run: Work): void {
  before.at(-1)?.push(run);
}

/** Of the ledger's contract, which the module brings along and no page runs. */
export function beforeAll(_run: Work): void {
  refuse();
}

export function afterAll(_run: Work): void {
  refuse();
}

function refuse(): never {
  throw new Error('this contract does not run inside a page');
}

export function it(name: string, run: Work): void {
  tests.push({ name: [...names, name].join(' › '), before: before.flat(), run });
}

export async function runAll(): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const test of tests) {
    let problem: string | undefined;
    try {
      for (const prepare of test.before) await prepare();
      await test.run();
    } catch (error) {
      problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
    results.push({ name: test.name, problem });
  }
  return results;
}

export function expect(actual: unknown) {
  const hold = (good: boolean, what: string, expected?: unknown) => {
    if (!good) throw new Error(`expected ${show(actual)} ${what} ${show(expected)}`);
  };
  return {
    toBe: (expected: unknown) => hold(Object.is(actual, expected), 'to be', expected),
    toBeUndefined: () => hold(actual === undefined, 'to be undefined'),
    toEqual: (expected: unknown) => hold(same(actual, expected, false), 'to equal', expected),
    toMatchObject: (expected: unknown) => hold(same(actual, expected, true), 'to match', expected),
    toHaveLength: (expected: number) => hold((actual as { readonly length: number }).length === expected, 'to have length', expected),
    rejects: {
      async toThrow() {
        const settled = await Promise.allSettled([actual]);
        hold(settled[0]?.status === 'rejected', 'to reject');
      },
    },
  };
}

/** Deep equality that takes an undefined property for an absent one; `partly`: objects may have more properties. */
function same(actual: unknown, expected: unknown, partly: boolean): boolean {
  if (Object.is(actual, expected)) return true;
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) return false;
  if (Array.isArray(actual) !== Array.isArray(expected)) return false;
  if (Array.isArray(actual) && Array.isArray(expected) && actual.length !== expected.length) return false;
  const [left, right] = [actual as Record<string, unknown>, expected as Record<string, unknown>];
  const keys = new Set([...Object.keys(right), ...(partly ? [] : Object.keys(left))]);
  return [...keys].every((key) => same(left[key], right[key], partly));
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

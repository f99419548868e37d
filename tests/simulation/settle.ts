/** Lets every promise that can settle do so: all of a world in memory runs in microtasks. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The same, quicker: for a world that is settled hundreds of thousands of times. */
export const settleSoon = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

/** Lets every promise that can settle do so: all of a world in memory runs in microtasks. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

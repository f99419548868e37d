/** The network may be back by then. */
const againMs = 4_000;

/**
 * Loads a part of a screen, again and again until it comes: for what stands beside something that must go on working. With
 * `lazy`, a part that fails to load would take the whole screen down with it.
 */
export async function patient<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch {
      // Why it did not come is the browser's secret; without a network nobody need be told.
      await new Promise<void>((again) => setTimeout(again, againMs));
    }
  }
}

/** Decides whether a tap counts. `at`: monotonic ms. */
export type TapGuard = (pad: string, at: number) => boolean;

/**
 * The same pad within the window counts once; different pads never wait for each other.
 * A refused tap does not lengthen the window, so steady fast tapping still counts.
 * @param window ms; 0 counts every tap
 */
export function createTapGuard(window: number): TapGuard {
  const counted = new Map<string, number>();
  return (pad, at) => {
    const last = counted.get(pad);
    if (last !== undefined && at - last < window) return false;
    counted.set(pad, at);
    return true;
  };
}

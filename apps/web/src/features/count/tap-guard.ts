/** Windows a person can choose, ms. 0 counts every tap. */
export const guardWindows = [0, 80, 120, 200] as const;
export type GuardWindow = (typeof guardWindows)[number];

/** A bounce of one finger comes within this; two people through a door do not. */
export const defaultGuardWindow: GuardWindow = 120;

/** Decides whether a tap counts. `at`: monotonic ms. */
export type TapGuard = (pad: string, at: number) => boolean;

/**
 * The same pad within the window counts once; different pads never wait for each other.
 * A refused tap does not lengthen the window, so steady fast tapping still counts.
 */
export function createTapGuard(window: GuardWindow): TapGuard {
  const counted = new Map<string, number>();
  return (pad, at) => {
    const last = counted.get(pad);
    if (last !== undefined && at - last < window) return false;
    counted.set(pad, at);
    return true;
  };
}

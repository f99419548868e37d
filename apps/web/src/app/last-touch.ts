/** Shared by all tabs: one that nobody looks at must not reload the one that somebody works in. */
const key = 'fieldloop.touched';
/** So often it is written down; a tap costs nothing else. */
const EVERY_MS = 5_000;

/** When somebody last touched this app in any tab of this browser. */
export interface LastTouch {
  note(now: number): void;
  /** ms since 1970. */
  at(): number;
}

/** @param openedAt this tab was opened then, which is a touch as well */
export function lastTouch(storage: Pick<Storage, 'getItem' | 'setItem'>, openedAt: number): LastTouch {
  let own = openedAt;
  let written = -Infinity;
  const touch: LastTouch = {
    note(now) {
      own = now;
      if (Math.abs(now - written) < EVERY_MS) return;
      written = now;
      try {
        storage.setItem(key, String(now));
      } catch (error) {
        // No room: this tab knows, and the others go by their own.
        if (!(error instanceof DOMException)) throw error;
      }
    },
    at: () => Math.max(own, Number(storage.getItem(key)) || 0),
  };
  touch.note(openedAt);
  return touch;
}

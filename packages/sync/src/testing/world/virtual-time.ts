interface Event {
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** Time that passes only when the world is run. Events due together run in the order they were made. */
export class VirtualTime {
  now: number;
  #order = 0;
  /** A binary heap: the earliest first. */
  readonly #events: Event[] = [];

  constructor(start: number) {
    this.now = start;
  }

  after(ms: number, run: () => void): () => void {
    const event: Event = { due: this.now + Math.max(0, ms), order: this.#order++, run, cancelled: false };
    this.#rise(this.#events.push(event) - 1);
    return () => {
      event.cancelled = true;
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Runs one event, if one is due by `until`. Otherwise moves to `until`. */
  next(until: number): boolean {
    for (;;) {
      const event = this.#events[0];
      if (!event || event.due > until) {
        this.now = Math.max(this.now, until);
        return false;
      }
      this.#dropFirst();
      if (event.cancelled) continue;
      this.now = Math.max(this.now, event.due);
      event.run();
      return true;
    }
  }

  #dropFirst(): void {
    const last = this.#events.pop();
    if (last === undefined || this.#events.length === 0) return;
    this.#events[0] = last;
    this.#sink(0);
  }

  #rise(index: number): void {
    for (let at = index; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#swapUnlessOrdered(parent, at)) return;
      at = parent;
    }
  }

  #sink(index: number): void {
    for (let at = index; ; ) {
      const left = 2 * at + 1;
      const right = left + 1;
      const child = right < this.#events.length && this.#isBefore(right, left) ? right : left;
      if (child >= this.#events.length || !this.#swapUnlessOrdered(at, child)) return;
      at = child;
    }
  }

  #isBefore(left: number, right: number): boolean {
    const [one, other] = [this.#events[left], this.#events[right]];
    if (!one || !other) return false;
    return one.due < other.due || (one.due === other.due && one.order < other.order);
  }

  #swapUnlessOrdered(parent: number, child: number): boolean {
    if (!this.#isBefore(child, parent)) return false;
    const [upper, lower] = [this.#events[parent], this.#events[child]];
    if (!upper || !lower) return false;
    this.#events[parent] = lower;
    this.#events[child] = upper;
    return true;
  }
}

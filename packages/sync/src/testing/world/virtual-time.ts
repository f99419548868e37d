interface Event {
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
}

/** Time that passes only when the world is run. Events due together run in the order they were made. */
export class VirtualTime {
  now: number;
  #order = 0;
  #events: Event[] = [];

  constructor(start: number) {
    this.now = start;
  }

  after(ms: number, run: () => void): () => void {
    const event: Event = { due: this.now + Math.max(0, ms), order: this.#order++, run };
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#events[middle];
      if (other && (other.due < event.due || (other.due === event.due && other.order < event.order))) low = middle + 1;
      else high = middle;
    }
    this.#events.splice(low, 0, event);
    return () => {
      this.#events = this.#events.filter((other) => other !== event);
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Runs one event, if one is due by `until`. Otherwise moves to `until`. */
  next(until: number): boolean {
    const event = this.#events[0];
    if (!event || event.due > until) {
      this.now = Math.max(this.now, until);
      return false;
    }
    this.#events.shift();
    this.now = Math.max(this.now, event.due);
    event.run();
    return true;
  }
}

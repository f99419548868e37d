const KEPT = 80;

/** Everything that happens in a world, in order: hashed as it comes, and the last of it (or all) kept for reading. */
export class Trace {
  readonly events: string[] = [];
  readonly #keepsAll: boolean;
  #high = 0xdeadbeef;
  #low = 0x41c6ce57;

  constructor(keepsAll: boolean) {
    this.#keepsAll = keepsAll;
  }

  add(event: string): void {
    for (let index = 0; index < event.length; index += 1) {
      const unit = event.charCodeAt(index);
      this.#high = Math.imul(this.#high ^ unit, 0x85ebca6b);
      this.#high = (this.#high << 13) | (this.#high >>> 19);
      this.#low = Math.imul(this.#low ^ unit, 0xc2b2ae35);
      this.#low = (this.#low << 15) | (this.#low >>> 17);
    }
    this.events.push(event);
    if (!this.#keepsAll && this.events.length > 2 * KEPT) this.events.splice(0, KEPT);
  }

  /** Of all events so far, 16 hex digits. */
  digest(): string {
    return [this.#high, this.#low].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

/** Writes something of which the newest state counts: once at a time, and once more for whatever came meanwhile. */
export class Writing {
  readonly #write: () => Promise<void>;
  #underWay: Promise<void> | undefined;
  #isDue = false;

  constructor(write: () => Promise<void>) {
    this.#write = write;
  }

  /** There is news. */
  ask(): void {
    this.#isDue = true;
    this.#underWay ??= this.#writeAll();
  }

  /** Resolves when all that was to be written is, or could not be. */
  async settled(): Promise<void> {
    while (this.#underWay) await this.#underWay;
  }

  async #writeAll(): Promise<void> {
    try {
      while (this.#isDue) {
        this.#isDue = false;
        await this.#write();
      }
    } finally {
      // In the same breath in which nothing is due any more: later news begins anew.
      this.#underWay = undefined;
    }
  }
}

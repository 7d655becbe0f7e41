/** Notices that a worker has not said a word for too long. Workers say every few seconds that they are alive. */

/** Milliseconds between two looks at the clock. */
const LOOK = 5_000;
/** Milliseconds of silence that are too many; and before a network is ready, as a driver may take its time for the kernels. */
const SILENT = 30_000;
const SILENT_AT_START = 120_000;
/** A worker is deaf and dumb during a step: as many steps as this are never too long. */
const STEPS = 10;

export class SilenceWatch {
  readonly #onSilence: (seconds: number) => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #heardAt = performance.now();
  #lookedAt = performance.now();
  #isReady = false;
  /** Of the last step that was told. */
  #milliseconds = 0;

  constructor(onSilence: (seconds: number) => void) {
    this.#onSilence = onSilence;
    this.#timer = setInterval(() => this.#look(), LOOK);
  }

  /** Something was said. */
  heard(): void {
    this.#heardAt = performance.now();
  }

  /** A network is being made ready, or is ready. */
  set isReady(isReady: boolean) {
    this.#isReady = isReady;
  }

  /** What a step takes, in milliseconds. */
  set stepTime(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const now = performance.now();
    // The page itself was not there: frozen, or the machine asleep. Whoever was silent was so with it.
    if (now - this.#lookedAt > 3 * LOOK) this.#heardAt = now;
    this.#lookedAt = now;
    const most = Math.max(this.#isReady ? SILENT : SILENT_AT_START, STEPS * this.#milliseconds);
    const silence = now - this.#heardAt;
    if (silence <= most) return;
    this.stop();
    this.#onSilence(Math.round(silence / 1000));
  }
}

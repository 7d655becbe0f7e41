/**
 * Steps under way on the graphics card, and their outcomes as they come back.
 *
 * The card is never waited for in the middle of a step: two to four steps are given to it ahead, but of long ones one at
 * a time, and the outcomes of several steps are read together, a few times a second.
 */
import type { Gpu, Target } from './gpu.ts';
import { Fence, PendingRead } from './pending.ts';
import { until } from './until.ts';

/** Most steps under way. */
const MOST_AHEAD = 4;
/** Milliseconds of work that may be under way: more would only delay what the user asks for. */
const WORK_AHEAD = 40;
/** Steps of more milliseconds go one at a time: what there is to do between two of them is nothing beside that. */
const LONG_STEP = 100;
/** Milliseconds between two reads. */
const READ_INTERVAL = 100;

/** Values of a step's outcomes, one texel an image. */
export interface RawOutcome {
  step: number;
  values: Float32Array;
}

export class Pipeline {
  readonly #gpu: Gpu;
  /** A row for each of the last steps: row step % rows. */
  readonly #outcomes: Target;
  readonly #attachment: number;
  readonly #fences: { fence: Fence; given: number }[] = [];
  readonly #reads: { first: number; count: number; read: PendingRead }[] = [];
  #known: RawOutcome[] = [];
  /** Last step that was given to the card, and last whose outcome was asked for. */
  #given: number;
  #asked: number;
  #readAt = Number.NEGATIVE_INFINITY;
  #doneAt = Number.NEGATIVE_INFINITY;
  #millisecondsPerStep = Number.POSITIVE_INFINITY;

  constructor(gpu: Gpu, outcomes: Target, attachment: number, step: number) {
    this.#gpu = gpu;
    this.#outcomes = outcomes;
    this.#attachment = attachment;
    this.#given = step;
    this.#asked = step;
  }

  /** Row of a step's outcome. */
  row(step: number): number {
    return step % this.#outcomes.height;
  }

  /** Notes that a step was given to the card, whole. */
  give(step: number, now = performance.now()): void {
    this.#given = step;
    this.#fences.push({ fence: new Fence(this.#gpu), given: now });
    const half = this.#outcomes.height / 2;
    if (now - this.#readAt >= READ_INTERVAL || this.#given - this.#asked >= half) this.#read(now);
  }

  /** Waits until another step may be given; resolves with the outcomes that came back meanwhile, in order. */
  async next(): Promise<RawOutcome[]> {
    await until(() => {
      this.#look();
      const ahead = this.#stepsAhead();
      // One at a time, an outcome that was asked for is waited for.
      return this.#fences.length < ahead && (ahead > 1 || this.#reads.length === 0);
    });
    return this.#take();
  }

  /** Waits for all that is under way. */
  async settle(): Promise<RawOutcome[]> {
    this.#read(performance.now());
    await until(() => {
      this.#look();
      return this.#fences.length === 0 && this.#reads.length === 0;
    });
    return this.#take();
  }

  #stepsAhead(): number {
    if (this.#millisecondsPerStep > LONG_STEP) return 1;
    return Math.max(2, Math.min(MOST_AHEAD, Math.floor(WORK_AHEAD / this.#millisecondsPerStep)));
  }

  #take(): RawOutcome[] {
    const known = this.#known;
    this.#known = [];
    return known;
  }

  /** Asks for the outcomes that were not asked for yet: one rectangle, or two where the rows begin anew. */
  #read(now: number): void {
    this.#readAt = now;
    while (this.#asked < this.#given) {
      const first = this.#asked + 1;
      const row = this.row(first);
      const count = Math.min(this.#given - this.#asked, this.#outcomes.height - row);
      const target = { ...this.#outcomes, y: row, height: count };
      this.#reads.push({ first, count, read: new PendingRead(this.#gpu, target, this.#attachment) });
      this.#asked += count;
    }
  }

  #look(): void {
    while (this.#fences[0]?.fence.passed()) {
      const { given } = this.#fences.shift()!;
      const now = performance.now();
      // From when the card could begin: when it was given, or when it was done with the one before.
      this.#millisecondsPerStep = now - Math.max(given, this.#doneAt);
      this.#doneAt = now;
    }
    for (;;) {
      const values = this.#reads[0]?.read.take();
      if (!values) return;
      const { first, count } = this.#reads.shift()!;
      const length = values.length / count;
      for (let i = 0; i < count; i++)
        this.#known.push({ step: first + i, values: values.subarray(i * length, (i + 1) * length) });
    }
  }
}

/**
 * A measured curve: values against training steps, in a buffer that never grows.
 *
 * When the buffer is full it is thinned to half its points, keeping the lowest and the highest of each
 * stretch, so a run may last as long as it likes and its curve still shows every spike.
 */
import { thin } from './thin.ts';

/** Points that a curve holds at most. */
export const CAPACITY = 16_384;

/** A curve that can be kept and sent. */
export interface SeriesState {
  /** Ascending. */
  steps: Float64Array;
  /** As many. */
  values: Float64Array;
  thinned: boolean;
}

export class Series {
  readonly #capacity: number;
  readonly #steps: Float64Array;
  readonly #values: Float64Array;
  #length = 0;
  #thinned = false;

  constructor(capacity = CAPACITY) {
    this.#capacity = capacity;
    this.#steps = new Float64Array(capacity);
    this.#values = new Float64Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Whether points were left out, as there were more than fit. */
  get thinned(): boolean {
    return this.#thinned;
  }

  /** The points measured so far, as views that the next `push` may change. */
  get points(): { steps: Float64Array; values: Float64Array } {
    return {
      steps: this.#steps.subarray(0, this.#length),
      values: this.#values.subarray(0, this.#length),
    };
  }

  /** Adds a point; steps must ascend. */
  push(step: number, value: number): void {
    if (this.#length === this.#capacity) this.#halve();
    this.#steps[this.#length] = step;
    this.#values[this.#length] = value;
    this.#length++;
  }

  /** Puts another value in place of the last point's. */
  replaceLast(value: number): void {
    if (this.#length > 0) this.#values[this.#length - 1] = value;
  }

  removeLast(): void {
    if (this.#length > 0) this.#length--;
  }

  /** The last point, if there is one. */
  get last(): { step: number; value: number } | undefined {
    const i = this.#length - 1;
    return i < 0 ? undefined : { step: this.#steps[i]!, value: this.#values[i]! };
  }

  /** Forgets all points after a step. */
  cutAfter(step: number): void {
    while (this.#length > 0 && this.#steps[this.#length - 1]! > step) this.#length--;
  }

  /** The curve as a value of its own, from which `fromState` makes another. */
  get state(): SeriesState {
    const { steps, values } = this.points;
    return { steps: steps.slice(), values: values.slice(), thinned: this.#thinned };
  }

  static fromState({ steps, values, thinned }: SeriesState, capacity = CAPACITY): Series {
    const series = new Series(capacity);
    series.#length = Math.min(steps.length, capacity);
    series.#steps.set(steps.subarray(0, series.#length));
    series.#values.set(values.subarray(0, series.#length));
    series.#thinned = thinned;
    return series;
  }

  #halve(): void {
    const thinned = thin(this.points, this.#capacity / 2);
    this.#steps.set(thinned.steps);
    this.#values.set(thinned.values);
    this.#length = thinned.steps.length;
    this.#thinned = true;
  }
}

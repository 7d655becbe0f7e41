/**
 * How long steps take, without the time in which nobody could train: a page that was frozen, or a machine that was asleep, in the
 * middle of one. Clocks go on meanwhile, and in a worker nothing else tells of it.
 */
import { median } from './statistics.ts';

/** Steps whose times are remembered, and as many as must be known before one of them can stand out. */
const RECENT = 9;
const FEW = 3;
/** A step that takes so many times as long as those before it, and so many milliseconds longer, was interrupted. */
const TIMES = 10;
const LONGER = 2_000;

export class StepClock {
  readonly #recent: number[] = [];
  #isDoubtful = false;

  /**
   * Milliseconds that a step has taken, of those that have passed. One that was interrupted counts as the median of those before
   * it. Two long ones in a row are no sleep: then steps take that long now.
   */
  taken(passed: number): number {
    const usual = this.#recent.length >= FEW ? median(this.#recent) : Number.POSITIVE_INFINITY;
    const standsOut = passed > TIMES * usual && passed > usual + LONGER;
    if (standsOut && !this.#isDoubtful) {
      this.#isDoubtful = true;
      return usual;
    }
    this.#isDoubtful = false;
    // What was usual before is so no more.
    if (standsOut) this.#recent.length = 0;
    this.#recent.push(passed);
    if (this.#recent.length > RECENT) this.#recent.shift();
    return passed;
  }
}

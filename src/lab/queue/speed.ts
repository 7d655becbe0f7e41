/** How fast this machine trains, and how long runs will take on it. */
import type { RunConfig } from '../../domain/config.ts';
import { rowsOf } from '../../domain/data-set.ts';
import { median } from '../../domain/statistics.ts';

/** Test images that speed is told by. */
const SPEED_IMAGES = 1_000;

/** Milliseconds of a training step, and of a look at 1,000 test images. */
export interface Speed {
  step: number;
  evaluation: number;
}

/** How long a run takes from a step on until its end, in milliseconds, evaluations included. */
export function timeOf(config: RunConfig, { step, evaluation }: Speed, from = 0): number {
  const { steps, evaluationInterval } = config;
  const looks = Math.floor((steps - 1) / evaluationInterval) - Math.floor((from - 1) / evaluationInterval);
  const { passing, test } = rowsOf(config.data);
  const images = looks * passing + test;
  return (steps - from) * step + (images / SPEED_IMAGES) * evaluation;
}

/** How long several runs take on so many workers; no less than the longest of them. */
export function timeOfAll(configs: readonly RunConfig[], speed: Speed, workers: number): number {
  const times = configs.map((config) => timeOf(config, speed));
  return Math.max(0, ...times, times.reduce((a, b) => a + b, 0) / workers);
}

/** First steps compile programs and fill caches, and are not counted. */
const WARM_UP = 2;
const RECENT = 21;

/** Learns the speed from what a run reports. */
export class RunTimer {
  #steps: number[] = [];
  #seen = 0;
  #looks: number[] = [];
  #lastLook: { done: number; at: number } | undefined;

  trained(milliseconds: number): void {
    this.#lastLook = undefined;
    if (++this.#seen <= WARM_UP) return;
    this.#steps.push(milliseconds);
    if (this.#steps.length > RECENT) this.#steps.shift();
  }

  /** A look at test images has come so far; `rests` says that it is being held up. */
  evaluating(done: number, at: number, rests = false): void {
    const last = this.#lastLook;
    if (last && done > last.done && !rests) {
      this.#looks.push(((at - last.at) / (done - last.done)) * SPEED_IMAGES);
      if (this.#looks.length > RECENT) this.#looks.shift();
    }
    this.#lastLook = rests ? undefined : { done, at };
  }

  /** Known after a few steps and a look. */
  get speed(): Speed | undefined {
    if (this.#steps.length === 0 || this.#looks.length === 0) return undefined;
    return { step: median(this.#steps), evaluation: median(this.#looks) };
  }
}

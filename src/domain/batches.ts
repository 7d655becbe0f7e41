/**
 * Which training images make up which batch.
 *
 * The training set is rows 5,000 to 59,999 of the training file; the first 5,000 are for validation, as
 * in TensorFlow's tutorial. As there, passes follow each other without a break: a batch may hold the end
 * of one pass and the start of the next.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RunConfig } from './config.ts';
import { hash32 } from './hash.ts';
import { streamSeed } from './random.ts';

export const FIRST_TRAINING_ROW = 5_000;
export const TRAINING_ROWS = 55_000;
export const TEST_ROWS = 10_000;
/** Test images looked at while training; the whole test set is looked at when a run ends. */
export const EVALUATION_ROWS = 1_000;

type OrderConfig = Pick<RunConfig, 'batchSize' | 'dataOrder' | 'seed'>;

/** Gives the batches of a run. Holds two passes at most, whatever the step. */
export class BatchOrder {
  readonly #config: OrderConfig;
  readonly #passes = new Map<number, Uint16Array | 'file'>();

  constructor(config: OrderConfig) {
    this.#config = config;
  }

  /** Rows of the training file in the batch of a step, counted from 1. */
  rows(step: number): Uint32Array {
    const { batchSize } = this.#config;
    const first = (step - 1) * batchSize;
    return Uint32Array.from({ length: batchSize }, (_, i) => this.#row(first + i));
  }

  #row(position: number): number {
    const pass = Math.floor(position / TRAINING_ROWS);
    const offset = position % TRAINING_ROWS;
    const order = this.#pass(pass);
    return FIRST_TRAINING_ROW + (order === 'file' ? offset : order[offset]!);
  }

  #pass(pass: number): Uint16Array | 'file' {
    let order = this.#passes.get(pass);
    if (!order) {
      order = passOrder(this.#config, pass);
      for (const known of this.#passes.keys()) if (known < pass - 1) this.#passes.delete(known);
      this.#passes.set(pass, order);
    }
    return order;
  }
}

function passOrder(config: OrderConfig, pass: number): Uint16Array | 'file' {
  if (config.dataOrder === 'file' && pass === 0) return 'file';
  const generator = xoroshiro128plus(hash32(pass, streamSeed(config.seed, 'order')) | 0);
  const order = Uint16Array.from({ length: TRAINING_ROWS }, (_, i) => i);
  // Fisher and Yates, in Durstenfeld's form.
  for (let i = order.length - 1; i > 0; i--) {
    const j = uniformInt(generator, 0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

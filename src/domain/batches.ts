/**
 * Which training images make up which batch, and which test images are looked at together.
 *
 * As in TensorFlow's tutorial, passes over the training set follow each other without a break: a batch may hold the end of
 * one pass and the start of the next; of a small data set even several passes.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RunConfig } from './config.ts';
import { type DataRows, rowsOf } from './data-set.ts';
import { hash32 } from './hash.ts';
import { streamSeed } from './random.ts';

/** Test images go through in batches of 50 in file order, as in the article, whose statistics are theirs. */
const EVALUATION_BATCH = 50;

type OrderConfig = Pick<RunConfig, 'batchSize' | 'data' | 'dataOrder' | 'seed'>;

/** Gives the batches of a run. Holds two passes at most, whatever the step. */
export class BatchOrder {
  readonly #config: OrderConfig;
  readonly #data: DataRows;
  readonly #passes = new Map<number, Uint32Array | 'file'>();

  constructor(config: OrderConfig) {
    this.#config = config;
    this.#data = rowsOf(config.data);
  }

  /** Rows of the training file in the batch of a step, counted from 1. */
  rows(step: number): Uint32Array {
    const { batchSize } = this.#config;
    const first = (step - 1) * batchSize;
    return Uint32Array.from({ length: batchSize }, (_, i) => this.#row(first + i));
  }

  #row(position: number): number {
    const { firstTraining, training } = this.#data;
    const pass = Math.floor(position / training);
    const offset = position % training;
    const order = this.#pass(pass);
    return firstTraining + (order === 'file' ? offset : order[offset]!);
  }

  #pass(pass: number): Uint32Array | 'file' {
    let order = this.#passes.get(pass);
    if (!order) {
      order = passOrder(this.#config, this.#data, pass);
      for (const known of this.#passes.keys()) if (known < pass - 1) this.#passes.delete(known);
      this.#passes.set(pass, order);
    }
    return order;
  }
}

function passOrder(config: OrderConfig, { training }: DataRows, pass: number): Uint32Array | 'file' {
  if (config.dataOrder === 'file' && pass === 0) return 'file';
  const generator = xoroshiro128plus(hash32(pass, streamSeed(config.seed, 'order')) | 0);
  const order = Uint32Array.from({ length: training }, (_, i) => i);
  // Fisher and Yates, in Durstenfeld's form.
  for (let i = order.length - 1; i > 0; i--) {
    const j = uniformInt(generator, 0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** Rows of training images from the beginning on; where there are fewer, from the beginning again. */
export function firstTrainingRows(
  { firstTraining, training }: DataRows,
  from: number,
  count: number,
): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => firstTraining + ((from + i) % training));
}

/**
 * The batches of test images that an evaluation of `count` images looks at, as rows of the test file. They are of 50 or a
 * little less, equally large: a small rest would have statistics that say nothing. What is looked at in passing has the
 * same batches in every evaluation.
 */
export function evaluationBatches({ passing }: DataRows, count: number): Uint32Array[] {
  const first = Math.min(passing, count);
  return [...evenBatches(0, first), ...evenBatches(first, count)];
}

function evenBatches(from: number, to: number): Uint32Array[] {
  const batches = Math.ceil((to - from) / EVALUATION_BATCH);
  const start = (batch: number) => from + Math.round((batch * (to - from)) / batches);
  return Array.from({ length: batches }, (_, i) =>
    Uint32Array.from({ length: start(i + 1) - start(i) }, (_, row) => start(i) + row),
  );
}

/** The rows of MNIST that have arrived, and the requests for those that have not. */
import { type GatheredRows, gather } from './gather.ts';
import { type LabelledBytes, PIXELS, ROWS, type Split } from './types.ts';

/** A range of rows of a split. */
interface RowRange {
  split: Split;
  firstRow: number;
  /** Rows in the range. */
  count: number;
}

interface Waiter {
  split: Split;
  rows: Uint32Array;
  resolve: (rows: GatheredRows) => void;
}

/** Holds MNIST once, as bytes, and answers each request as soon as all of its rows are there. */
export class MnistStore {
  readonly #splits = { train: new SplitRows(ROWS.train), test: new SplitRows(ROWS.test) };
  readonly #onMissing: () => void;
  #waiters: Waiter[] = [];

  /** @param onMissing Told when a request has to wait for rows. */
  constructor(onMissing: () => void = () => {}) {
    this.#onMissing = onMissing;
  }

  /** Whether a request waits for rows. */
  get isAwaited(): boolean {
    return this.#waiters.length > 0;
  }

  /** Takes the rows of a range and answers the requests that they complete. */
  add(range: RowRange, rows: LabelledBytes): void {
    this.#splits[range.split].add(range.firstRow, rows);
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) this.#answerOrWait(waiter);
  }

  /** Whether all rows of a range are there. */
  has({ split, firstRow, count }: RowRange): boolean {
    return this.#splits[split].hasRange(firstRow, count);
  }

  /**
   * Copies of the given rows, in their order; resolved when the last of them has arrived.
   *
   * @throws {RangeError} (as a rejection) when a row is outside the split.
   */
  rows(split: Split, rows: Uint32Array): Promise<GatheredRows> {
    return new Promise((resolve, reject) => {
      const outside = rows.find((row) => row >= ROWS[split]);
      if (outside !== undefined) {
        reject(new RangeError(`There is no ${split} row ${outside}: rows go from 0 to ${ROWS[split] - 1}.`));
        return;
      }
      this.#answerOrWait({ split, rows, resolve });
      if (this.isAwaited) this.#onMissing();
    });
  }

  #answerOrWait(waiter: Waiter): void {
    const store = this.#splits[waiter.split];
    if (store.hasAll(waiter.rows)) waiter.resolve(store.gather(waiter.rows));
    else this.#waiters.push(waiter);
  }
}

/** The rows of one split. */
class SplitRows {
  readonly #images: Uint8Array;
  readonly #labels: Uint8Array;
  /** 1 for a row that has arrived. */
  readonly #present: Uint8Array;

  constructor(rows: number) {
    this.#images = new Uint8Array(rows * PIXELS);
    this.#labels = new Uint8Array(rows);
    this.#present = new Uint8Array(rows);
  }

  add(firstRow: number, { images, labels }: LabelledBytes): void {
    this.#images.set(images, firstRow * PIXELS);
    this.#labels.set(labels, firstRow);
    this.#present.fill(1, firstRow, firstRow + labels.length);
  }

  hasRange(firstRow: number, count: number): boolean {
    return !this.#present.subarray(firstRow, firstRow + count).includes(0);
  }

  hasAll(rows: Uint32Array): boolean {
    return rows.every((row) => this.#present[row] === 1);
  }

  gather(rows: Uint32Array): GatheredRows {
    return gather({ images: this.#images, labels: this.#labels }, rows);
  }
}

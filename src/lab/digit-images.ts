/** The test images that are shown, once they have arrived. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LabelledBytes, Split } from '../data/types.ts';
import { type DataKey, type DataSet, dataKey, MNIST, rowsOf } from '../domain/data-set.ts';
import { SHOWN_DIGITS } from '../domain/digits.ts';

export interface DigitImages {
  /** Bytes of [images, 784], and their labels; none before they are there. */
  digits?: LabelledBytes;
  /** Of which data set. */
  of?: DataKey;
}

/** Where rows come from. */
interface RowSource {
  rows(split: Split, rows: readonly number[], data: DataKey): Promise<LabelledBytes>;
  close(): void;
}

/** Asks once for each data set; after a failure again when it is told to. */
export class DigitLoader {
  readonly store: StoreApi<DigitImages> = createStore<DigitImages>(() => ({}));
  readonly #connect: () => RowSource;
  /** The line on which they were asked for. */
  #source: RowSource | undefined;
  /** Of which data set they were asked for last. */
  #wanted: DataKey | undefined;

  constructor(connect: () => RowSource) {
    this.#connect = connect;
  }

  load(data: DataSet = MNIST): void {
    const key = dataKey(data);
    if (this.#wanted !== key) {
      this.reconnect();
      this.#wanted = key;
      this.store.setState({}, true);
    }
    if (this.#source || this.store.getState().digits) return;
    const source = this.#connect();
    this.#source = source;
    const count = Math.min(SHOWN_DIGITS, rowsOf(data).test);
    source
      .rows(
        'test',
        Array.from({ length: count }, (_, i) => i),
        key,
      )
      .then(
        (digits) => {
          if (this.#source === source) this.store.setState({ digits, of: key });
        },
        () => {},
      )
      .finally(() => {
        source.close();
        if (this.#source === source) this.#source = undefined;
      });
  }

  /** The data worker is gone, and the line to it: the next `load` asks another. */
  reconnect(): void {
    this.#source?.close();
    this.#source = undefined;
  }
}

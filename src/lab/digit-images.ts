/** The test images that are shown, once they have arrived. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LabelledBytes, Split } from '../data/types.ts';
import { SHOWN_DIGITS } from '../domain/digits.ts';

export interface DigitImages {
  /** Bytes of [images, 784], and their labels; none before they are there. */
  digits?: LabelledBytes;
}

/** Where rows of MNIST come from. */
interface RowSource {
  rows(split: Split, rows: readonly number[]): Promise<LabelledBytes>;
  close(): void;
}

/** Asks once; after a failure again when it is told to. */
export class DigitLoader {
  readonly store: StoreApi<DigitImages> = createStore<DigitImages>(() => ({}));
  readonly #connect: () => RowSource;
  /** The line on which they were asked for. */
  #source: RowSource | undefined;

  constructor(connect: () => RowSource) {
    this.#connect = connect;
  }

  load(): void {
    if (this.#source || this.store.getState().digits) return;
    const source = this.#connect();
    this.#source = source;
    source
      .rows(
        'test',
        Array.from({ length: SHOWN_DIGITS }, (_, i) => i),
      )
      .then(
        (digits) => this.store.setState({ digits }),
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

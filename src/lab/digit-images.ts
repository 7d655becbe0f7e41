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
  #asked = false;

  constructor(connect: () => RowSource) {
    this.#connect = connect;
  }

  load(): void {
    if (this.#asked) return;
    this.#asked = true;
    const source = this.#connect();
    source
      .rows(
        'test',
        Array.from({ length: SHOWN_DIGITS }, (_, i) => i),
      )
      .then(
        (digits) => this.store.setState({ digits }),
        () => {
          this.#asked = false;
        },
      )
      .finally(() => source.close());
  }
}

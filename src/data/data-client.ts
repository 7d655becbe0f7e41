/** A run worker's end of the line to the data worker. */
import { type DataKey, dataKey, MNIST } from '../domain/data-set.ts';
import { type RowRequest, rowResponseSchema } from './messages.ts';
import type { LabelledBytes, Split } from './types.ts';

interface Pending {
  resolve: (rows: LabelledBytes) => void;
  reject: (error: Error) => void;
}

/** Asks the data worker for rows. */
export class DataClient {
  readonly #port: MessagePort;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #closed: Error | undefined;

  /** @param port What `MnistLoader.connect()` gave to the page. */
  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = (event: MessageEvent<unknown>) => this.#receive(event.data);
    port.onmessageerror = () => this.#end(new Error('An answer of the data worker could not be read.'));
  }

  /**
   * Images and labels of the given rows of a data set, in their order, in memory of their own.
   *
   * Rows that are still being downloaded are waited for, also across a failed download and its retry.
   *
   * @throws {RangeError} (as a rejection) when a row is not a row of the split.
   * @throws {Error} (as a rejection) when the client is closed.
   */
  rows(
    split: Split,
    rows: Uint32Array | readonly number[],
    data: DataKey = dataKey(MNIST),
  ): Promise<LabelledBytes> {
    if (this.#closed) return Promise.reject(this.#closed);
    const numbers = Uint32Array.from(rows);
    // A conversion to 32 bits would turn -1 or 1.5 into some other row, silently.
    const wrong = rows.findIndex((row, i) => row !== numbers[i]);
    if (wrong !== -1) return Promise.reject(new RangeError(`${rows[wrong]} is not the number of a row.`));

    const request: RowRequest = { id: this.#nextId++, data, split, rows: numbers };
    return new Promise((resolve, reject) => {
      this.#pending.set(request.id, { resolve, reject });
      this.#port.postMessage(request);
    });
  }

  /** Closes the line. What is still pending is rejected. */
  close(): void {
    this.#end(new Error('The line to the data worker was closed.'));
  }

  #receive(message: unknown): void {
    const response = rowResponseSchema.parse(message);
    const pending = this.#pending.get(response.id);
    this.#pending.delete(response.id);
    if ('error' in response) pending?.reject(new RangeError(response.error));
    else pending?.resolve({ images: response.images, labels: response.labels });
  }

  #end(error: Error): void {
    this.#closed ??= error;
    this.#port.close();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

/** The data worker's end of the line to a run worker. */

import type { DataKey } from '../domain/data-set.ts';
import { type RowRequest, type RowResponse, rowRequestSchema } from './messages.ts';
import type { Bytes, Split } from './types.ts';

/** Where rows of any data set come from; rejects where it has none. */
export type RowsOf = (
  data: DataKey,
  split: Split,
  rows: Uint32Array,
) => Promise<{ images: Bytes; labels: Bytes }>;

/** Answers every request that comes through `port`, once its rows are there. */
export function serveRows(port: MessagePort, rowsOf: RowsOf): void {
  port.onmessage = (event: MessageEvent<unknown>) => answer(port, rowsOf, rowRequestSchema.parse(event.data));
}

async function answer(port: MessagePort, rowsOf: RowsOf, request: RowRequest): Promise<void> {
  const { id, data, split, rows } = request;
  try {
    const { images, labels } = await rowsOf(data, split, rows);
    const response: RowResponse = { id, images, labels };
    // The run worker gets the copies themselves, not copies of the copies.
    port.postMessage(response, [images.buffer, labels.buffer]);
  } catch (error) {
    const response: RowResponse = { id, error: error instanceof Error ? error.message : String(error) };
    port.postMessage(response);
  }
}

/** The data worker's end of the line to a run worker. */
import { type RowRequest, type RowResponse, rowRequestSchema } from './messages.ts';
import type { MnistStore } from './mnist-store.ts';

/** Answers every request that comes through `port` from `store`, once its rows are there. */
export function serveRows(port: MessagePort, store: MnistStore): void {
  port.onmessage = (event: MessageEvent<unknown>) => answer(port, store, rowRequestSchema.parse(event.data));
}

async function answer(port: MessagePort, store: MnistStore, request: RowRequest): Promise<void> {
  const { id, split, rows } = request;
  try {
    const { images, labels } = await store.rows(split, rows);
    const response: RowResponse = { id, images, labels };
    // The run worker gets the copies themselves, not copies of the copies.
    port.postMessage(response, [images.buffer, labels.buffer]);
  } catch (error) {
    const response: RowResponse = { id, error: error instanceof Error ? error.message : String(error) };
    port.postMessage(response);
  }
}

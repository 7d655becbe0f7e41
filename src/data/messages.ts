/** What the page, the data worker and the run workers say to each other. */
import * as z from 'zod/mini';
import { dataErrorCodes } from './errors.ts';
import { splits } from './types.ts';

/** From the page to the data worker. */
export const pageMessageSchema = z.discriminatedUnion('type', [
  /** Load MNIST from the folder at `baseUrl`, an absolute address that ends in a slash. */
  z.object({ type: z.literal('load'), baseUrl: z.url() }),
  /** Load what is missing after a failure. */
  z.object({ type: z.literal('retry') }),
  /** Answer the row requests that come through `port`. */
  z.object({ type: z.literal('connect'), port: z.instanceof(MessagePort) }),
]);
export type PageMessage = z.infer<typeof pageMessageSchema>;

/** From the data worker to the page, whenever it changes: how far the loading is. */
export const dataStateSchema = z.object({
  phase: z.enum(['loading', 'ready', 'failed']),
  /** The first training rows and the evaluation images are there: a run can start. */
  startable: z.boolean(),
  /** Compressed bytes that have arrived, of `totalBytes`, which is 0 until the manifest is there. */
  loadedBytes: z.number(),
  totalBytes: z.number(),
  /** No rows were downloaded so far: all came from the browser's cache. */
  fromCache: z.boolean(),
  /** Something the person at the page may want to know, though the loading goes on. */
  warning: z.optional(z.string()),
  /** Set when `phase` is `failed`: what was wrong and what to do. */
  error: z.optional(z.object({ code: z.enum(dataErrorCodes), message: z.string(), hint: z.string() })),
});
export type DataState = z.infer<typeof dataStateSchema>;

/** From a run worker to the data worker: give me these rows, in this order. */
export const rowRequestSchema = z.object({
  id: z.int(),
  split: z.enum(splits),
  rows: z.instanceof(Uint32Array),
});
export type RowRequest = z.infer<typeof rowRequestSchema>;

/** From the data worker to a run worker: the rows of the request with this `id`, or why there are none. */
export const rowResponseSchema = z.union([
  z.object({ id: z.int(), images: z.instanceof(Uint8Array), labels: z.instanceof(Uint8Array) }),
  z.object({ id: z.int(), error: z.string() }),
]);
export type RowResponse = z.infer<typeof rowResponseSchema>;

/** What the page, the data worker and the run workers say to each other. */
import * as z from 'zod/mini';
import { problem } from './problem.ts';
import { splits } from './types.ts';

const file = { file: z.string() };
const reason = { reason: z.string() };

/** Why the loading has stopped. */
const dataProblemSchema = z.discriminatedUnion('code', [
  problem('offline', file),
  problem('not-found', { ...file, status: z.number() }),
  /** The server sent an HTML page, as servers of single-page apps do for addresses that they do not know. */
  problem('page-instead', file),
  problem('server', { ...file, status: z.number() }),
  /** Bytes that have arrived, and how many there should be where that is known. */
  problem('truncated', { ...file, received: z.number(), expected: z.optional(z.number()) }),
  /** `check`: what the file did not pass, its decompression, its hash, or the number of its rows. */
  problem('corrupt', { ...file, check: z.enum(['gzip', 'sha256', 'rows']) }),
  problem('not-gzip', file),
  problem('manifest-not-json', {}),
  /** `place`: where in the JSON, as `shards.0.file`; empty for the whole. */
  problem('manifest-shape', { place: z.string(), ...reason }),
  /** The row of a split that the files list twice, not at all, or without its being there. */
  problem('manifest-rows', { split: z.enum(splits), row: z.number() }),
  problem('timeout', { ...file, seconds: z.number() }),
  /** The browser has no `DecompressionStream`. */
  problem('unsupported', file),
  /** A mistake in the lab itself. */
  problem('data-unexpected', reason),
  problem('data-worker-not-loaded', {}),
  problem('data-worker-stopped', reason),
  problem('data-worker-unreadable-message', {}),
  /** Own data that runs are to be trained on are not here. */
  problem('own-missing', { name: z.string() }),
]);
export type DataProblem = z.infer<typeof dataProblemSchema>;

/** Why nothing is kept for the next visit, though the loading goes on. */
const dataWarningSchema = z.discriminatedUnion('code', [
  problem('cache-missing', {}),
  problem('cache-full', {}),
  problem('cache-silent', {}),
  problem('cache-broken', reason),
]);
export type DataWarning = z.infer<typeof dataWarningSchema>;

/** From the page to the data worker. */
export const pageMessageSchema = z.discriminatedUnion('type', [
  /** Load MNIST from the folder at `baseUrl`, an absolute address that ends in a slash. */
  z.object({ type: z.literal('load'), baseUrl: z.url() }),
  /** Go on after a failure or a stop. */
  z.object({ type: z.literal('retry') }),
  /** Download nothing more until a retry. */
  z.object({ type: z.literal('stop') }),
  /** Load all of MNIST, not only what a run starts with. */
  z.object({ type: z.literal('load-all') }),
  /** Answer the row requests that come through `port`. */
  z.object({ type: z.literal('connect'), port: z.instanceof(MessagePort) }),
  /** Answer the requests about a visitor's own data that come through `port`; see own/messages.ts. */
  z.object({ type: z.literal('connect-own'), port: z.instanceof(MessagePort) }),
]);
export type PageMessage = z.infer<typeof pageMessageSchema>;

/** From the data worker to the page, whenever it changes: how far the loading is. */
export const dataStateSchema = z.object({
  /**
   * `loading`: bytes are arriving; `waiting`: what a run starts with is there, and the rest comes once a run
   * wants it; `ready`: all of MNIST is there; `failed`: the loading has stopped, until a retry; `stopped`: it was
   * stopped, until a retry.
   */
  phase: z.enum(['loading', 'waiting', 'ready', 'failed', 'stopped']),
  /** The first training rows and the evaluation images are there: a run can start. */
  startable: z.boolean(),
  /**
   * Compressed bytes that have arrived, of `totalBytes`: what a run starts with, and once the rest is wanted
   * all of MNIST. `totalBytes` is 0 until the manifest is there.
   */
  loadedBytes: z.number(),
  totalBytes: z.number(),
  /** Set when `phase` is `waiting`: compressed bytes that a run will download. */
  laterBytes: z.optional(z.number()),
  /** No rows were downloaded so far: all came from the browser's cache. */
  fromCache: z.boolean(),
  /** Something the person at the page may want to know, though the loading goes on. */
  warning: z.optional(dataWarningSchema),
  /** Set when `phase` is `failed`. */
  error: z.optional(dataProblemSchema),
});
export type DataState = z.infer<typeof dataStateSchema>;

/** From a run worker to the data worker: give me these rows, in this order. */
export const rowRequestSchema = z.object({
  id: z.int(),
  /** Of which data set: "mnist", or the hash of own data. */
  data: z.string(),
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

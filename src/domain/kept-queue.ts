/** The queue as it is kept in the browser: what is still to be trained, and what was. */
import * as z from 'zod/mini';
import { configKey, runConfigSchema } from './config.ts';
import { wordSchema } from './kept-run.ts';
import { runResultSchema } from './run-result.ts';

/** Finished runs that are kept: those of a reproduction and a sweep, some times over. */
export const MOST_RESULTS = 300;
/** Runs that may be wanted: far more than the pages can ask for at once. */
const MOST_WANTED = 10_000;

export const keptQueueSchema = z.object({
  /** Milliseconds since 1970. */
  updated: z.number(),
  /** Runs that nobody has begun, or finished. */
  wanted: z.array(runConfigSchema).check(z.maxLength(MOST_WANTED)),
  /** Those of them that somebody has begun, by the names that they are kept under, where they are. */
  begun: z.optional(z.array(wordSchema).check(z.maxLength(MOST_WANTED))),
  /** Of the batch of work that they are of, how many are over, and how many there are. */
  done: z.int(),
  total: z.int(),
  /** Finished runs, newest last, with the engine that trained each. */
  results: z.array(z.extend(runResultSchema, { engine: wordSchema })).check(z.maxLength(MOST_RESULTS)),
});
export type KeptQueue = z.infer<typeof keptQueueSchema>;

/** What several tabs have left, as one queue. No run is wanted twice, nor one that another tab has finished. */
export function joinQueues(queues: readonly KeptQueue[]): KeptQueue {
  const inTime = queues.toSorted((a, b) => a.updated - b.updated);
  const results = new Map(
    inTime.flatMap((queue) => queue.results.map((result) => [configKey(result.config), result])),
  );
  const wanted = new Map(
    inTime.flatMap((queue) => queue.wanted.map((config) => [configKey(config), config])),
  );
  for (const key of results.keys()) wanted.delete(key);
  const done = queues.reduce((sum, queue) => sum + queue.done, 0);
  return {
    updated: inTime.at(-1)?.updated ?? 0,
    wanted: [...wanted.values()],
    begun: inTime.flatMap(({ begun = [] }) => begun),
    done,
    total: done + wanted.size,
    results: [...results.values()].slice(-MOST_RESULTS),
  };
}

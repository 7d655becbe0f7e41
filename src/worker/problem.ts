/** What can stop a run, as a code with values: the page has the words, in each of its languages. */
import * as z from 'zod/mini';

export const workerProblemCodes = [
  'context-lost',
  'engine-failed',
  'worker-stopped',
  'worker-not-loaded',
  'worker-unreadable-message',
  'no-data',
] as const;

export const problemSchema = z.object({
  code: z.enum(workerProblemCodes),
  /** What the sentence names, such as `reason`: the driver's or browser's own words. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type WorkerProblem = z.infer<typeof problemSchema>;

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

const codeSchema = z.enum(workerProblemCodes);

export const problemSchema = z.object({
  code: codeSchema,
  /** What the sentence names, such as `reason`: the driver's or browser's own words. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type WorkerProblem = z.infer<typeof problemSchema>;

/** The problem behind an error: the one that its `code` names or else, with the reason, that the engine has failed. */
export function problemOf(error: unknown): WorkerProblem {
  if (error instanceof Error && 'code' in error) {
    const code = codeSchema.safeParse(error.code);
    if (code.success) return { code: code.data, values: {} };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'engine-failed', values: { reason } };
}

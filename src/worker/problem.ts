/** What can stop a run, as a code with values: the page has the words, in each of its languages. */
import * as z from 'zod/mini';

const nothing = z.object({});
/** The driver's or browser's own words. */
const reason = z.object({ reason: z.string() });

export const problemSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('context-lost'), values: nothing }),
  z.object({ code: z.literal('engine-failed'), values: reason }),
  z.object({ code: z.literal('worker-stopped'), values: reason }),
  z.object({ code: z.literal('worker-not-loaded'), values: nothing }),
  z.object({ code: z.literal('worker-unreadable-message'), values: nothing }),
  /** Seconds without a word. */
  z.object({ code: z.literal('worker-silent'), values: z.object({ seconds: z.number() }) }),
  /** What the run should go on from is not there any more. */
  z.object({ code: z.literal('checkpoint-missing'), values: nothing }),
]);
export type WorkerProblem = z.infer<typeof problemSchema>;

/** The problem behind an error: the one that its `code` names or else, with the reason, that the engine has failed. */
export function problemOf(error: unknown): WorkerProblem {
  if (error instanceof Error && 'code' in error) {
    const known = problemSchema.safeParse({ code: error.code, values: {} });
    if (known.success) return known.data;
  }
  return { code: 'engine-failed', values: { reason: reasonOf(error) } };
}

/** What an error says, whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

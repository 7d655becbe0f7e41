/** One training step, as it is reported from the worker that made it to the record of its run. */
import * as z from 'zod/mini';

/** A loss or a time may be NaN or infinite, which zod's numbers are not. */
const anyNumber = z.union([
  z.number(),
  z.nan(),
  z.literal(Number.POSITIVE_INFINITY),
  z.literal(Number.NEGATIVE_INFINITY),
]);

export const trainedStepSchema = z.object({
  /** Counted from 1. */
  step: z.int().check(z.minimum(1)),
  /** Before the update: a mean over the batch, or for sum-log a sum. NaN when it is not a number. */
  loss: anyNumber,
  /** Images of the batch whose largest logit was the right one. */
  correct: z.int(),
  /** Images of the batch. */
  count: z.int(),
  /** Mean over the batch of the largest softmax probability, with dropout as it trains. */
  saturation: anyNumber,
  /** Time that the engine took, waiting for data and for other runs left out. */
  milliseconds: z.number(),
});
export type TrainedStep = z.infer<typeof trainedStepSchema>;

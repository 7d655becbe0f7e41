/** Where a run can go on: what is known of a checkpoint without having it. */
import * as z from 'zod/mini';

/** A checkpoint, by which it is found and to which a record is cut. */
export const checkpointPlaceSchema = z.object({
  step: z.int().check(z.minimum(0)),
  /** Kernels were multiplied after steps up to this one; -1: never. */
  scaledAt: z.int(),
});
export type CheckpointPlace = z.infer<typeof checkpointPlaceSchema>;

/** What a run needs to go on exactly, from one moment between two steps. */
import * as z from 'zod/mini';
import {
  allParameterNames,
  normalisedLayers,
  type Parameters,
  parameterNamesOf,
  parameterSize,
} from '../domain/network.ts';
import { engineNames } from './catalogue.ts';
import type { LayerStatistics } from './engine.ts';

const floats = z.instanceof(Float32Array);
const step = z.int().check(z.minimum(0));
/** A step, or -1 where it has never been. */
const stepOrNever = z.int().check(z.minimum(-1));

const tensors = z
  .partial(z.object(eachOf(allParameterNames, () => floats)))
  .check(
    z.refine(
      (all) => parameterNamesOf(all as Parameters).every((name) => all[name]?.length === parameterSize(name)),
      'A tensor of another size.',
    ),
  ) as z.ZodMiniType<Parameters>;

const statistics = z.partial(
  z.object(eachOf(normalisedLayers, () => z.object({ mean: floats, variance: floats }))),
) as z.ZodMiniType<LayerStatistics>;

/** Where a run's loop is; see worker/run-loop.ts. */
const loopStateSchema = z.object({
  /** The last look at test images: after how many steps, and at how many. */
  looked: z.object({ step: stepOrNever, count: z.int() }),
  /** The step after which the network was last looked into, and that was told. */
  insideAt: stepOrNever,
  /** Kernels were multiplied after steps up to this one. */
  scaledAt: stepOrNever,
});
export type LoopState = z.infer<typeof loopStateSchema>;

export const checkpointSchema = z.object({
  /** Only on the same engine a run goes on to the last bit. */
  engine: z.enum(engineNames),
  snapshot: z.object({
    step,
    parameters: tensors,
    firstMoments: tensors,
    secondMoments: tensors,
    momentSums: z.optional(z.literal(true)),
    moving: statistics,
  }),
  loop: loopStateSchema,
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

function eachOf<K extends string, V>(keys: readonly K[], make: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, V>;
}

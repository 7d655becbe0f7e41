/** What a run's worker and the inspector say to each other, on a line of their own. */
import * as z from 'zod/mini';
import type { LabelledBytes } from '../data/types.ts';
import { runConfigSchema } from '../domain/config.ts';
import { lookSchema } from '../domain/look.ts';
import { allParameterNames, normalisedLayers, type Parameters } from '../domain/network.ts';
import type { LayerStatistics } from '../engine/engine.ts';

const id = z.int();
const floats = z.instanceof(Float32Array);
const tensors = z.partial(z.object(eachOf(allParameterNames, () => floats))) as z.ZodMiniType<Parameters>;
const statistics = z.partial(
  z.object(eachOf(normalisedLayers, () => z.object({ mean: floats, variance: floats }))),
) as z.ZodMiniType<LayerStatistics>;
const bytes = z.instanceof(Uint8Array);

/** The page gives the inspector a port to each run's worker. */
export const toInspectorSchema = z.object({ type: z.literal('connect') });

export const lookRequestSchema = z.object({
  id,
  config: runConfigSchema,
  snapshot: z.object({
    step: z.int(),
    parameters: tensors,
    firstMoments: tensors,
    secondMoments: tensors,
    moving: statistics,
  }),
  batch: z.object({ images: bytes, labels: bytes }) as z.ZodMiniType<LabelledBytes>,
  learningRate: z.number(),
  ahead: z.boolean(),
});
export type LookRequestMessage = z.infer<typeof lookRequestSchema>;

export const lookAnswerSchema = z.union([
  z.object({ id, look: lookSchema }),
  z.object({ id, failed: z.string() }),
]);
export type LookAnswer = z.infer<typeof lookAnswerSchema>;

function eachOf<K extends string, V>(keys: readonly K[], make: () => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, make()])) as Record<K, V>;
}

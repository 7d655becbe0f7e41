/** A run as it is kept in the browser: what lists show of it, and the record with all its curves. */
import * as z from 'zod/mini';
import { checkpointPlaceSchema } from './checkpoint-place.ts';
import { comparisonSchema } from './comparison.ts';
import { runConfigSchema } from './config.ts';
import { scalingEffectSchema } from './kernel-scaling.ts';
import { lookSchema } from './look.ts';
import type { RecordState } from './run-record.ts';
import { CAPACITY } from './series.ts';
import { forEachSeries } from './series-catalogue.ts';
import { evaluationSchema, verdictSchema } from './verdict.ts';

const step = z.int().check(z.minimum(0));
const time = z.number();
const share = z.number();

/**
 * The most that a name and a note may have, in characters, and what programs write, such as names of runs, engines and
 * browsers.
 */
export const wordLimits = { name: 80, notes: 2_000, word: 500 } as const;
export const wordSchema = z.string().check(z.maxLength(wordLimits.word));
/** Runs that a comparison has, and places of checkpoints that a run names, at most. */
const FEW = 20;

/** Where a run was trained. */
export const environmentSchema = z.object({
  /** The browser's name for itself. */
  agent: wordSchema,
  /** Logical processor cores. */
  cores: z.number(),
  /** What draws, where the engine does. */
  renderer: z.optional(wordSchema),
});
export type Environment = z.infer<typeof environmentSchema>;

export const keptRunSchema = z.object({
  id: wordSchema,
  /** Milliseconds since 1970. */
  created: time,
  updated: time,
  /** `recorded`: it came with the lab, is not kept in the browser, and nothing of it can be changed. */
  origin: z.enum(['compare', 'queue', 'imported', 'recorded']),
  /** Runs that were trained side by side share it. */
  comparison: z.optional(wordSchema),
  /** Which arm of the comparison it was; A is 0. */
  arm: z.optional(z.int()),
  /** The run that it went on from, with other settings, and the step. */
  parent: z.optional(z.object({ id: wordSchema, step })),
  name: z.string().check(z.maxLength(wordLimits.name)),
  notes: z.string().check(z.maxLength(wordLimits.notes)),
  pinned: z.boolean(),
  config: runConfigSchema,
  engine: z.nullable(wordSchema),
  environment: environmentSchema,
  state: z.enum(['unfinished', 'finished', 'failed']),
  step,
  /** Whether its numbers are lost: it trains no further. */
  diverged: z.boolean(),
  verdict: verdictSchema,
  /** Of the last look at test images, and the best of all; in [0, 1]. */
  accuracy: z.nullable(share),
  bestAccuracy: z.nullable(share),
  /** Mean of the last steps. */
  loss: z.nullable(z.number()),
  millisecondsPerStep: z.nullable(z.number()),
  /** Newest last. */
  checkpoints: z.array(checkpointPlaceSchema).check(z.maxLength(FEW)),
});
export type KeptRun = z.infer<typeof keptRunSchema>;

const doubles = z.instanceof(Float64Array);
const seriesStateSchema = z.object({ steps: doubles, values: doubles, thinned: z.boolean() }).check(
  z.refine(({ steps, values }) => steps.length === values.length, 'Steps without values.'),
  z.refine(({ steps }) => steps.length <= CAPACITY, 'More steps than a series holds.'),
  z.refine(({ steps }) => steps.every((step, i) => i === 0 || step > steps[i - 1]!), 'Steps out of order.'),
);

export const recordStateSchema = z.object({
  config: runConfigSchema,
  series: z.object(forEachSeries(() => seriesStateSchema)),
  time: seriesStateSchema,
  evaluations: z.array(evaluationSchema),
  replaced: z.optional(evaluationSchema),
  looks: z.array(lookSchema),
  lookingTime: z.number(),
  scalings: z.array(scalingEffectSchema),
  lossFailedAt: z.optional(step),
}) as z.ZodMiniType<RecordState>;

/** Runs side by side, with what it takes to go on with them. */
export const keptComparisonSchema = z.object({
  id: wordSchema,
  updated: time,
  /** As it has become: rates that were moved are in the schedules. */
  comparison: comparisonSchema,
  /** As it was asked for when the runs began. */
  asked: comparisonSchema,
  engine: wordSchema,
  /** The furthest step that any of the runs may have made. */
  granted: step,
  /** One for each arm, A first. */
  runs: z.array(wordSchema).check(z.maxLength(FEW)),
  /** `open`: it can go on; `done`: it came to its end, or the visitor wants no more of it. */
  state: z.enum(['open', 'done']),
});
export type KeptComparison = z.infer<typeof keptComparisonSchema>;

/**
 * What the page and a run worker say to each other.
 *
 * Every message carries the number of its run: when a worker is told to start anew, reports of the run before
 * may still be under way, and are told apart by it.
 */
import * as z from 'zod/mini';
import { checkpointPlaceSchema } from '../domain/checkpoint-place.ts';
import { runConfigSchema } from '../domain/config.ts';
import { kernelScalingsSchema, scalingEffectSchema } from '../domain/kernel-scaling.ts';
import { learningRateSchema } from '../domain/learning-rate.ts';
import { lookSchema } from '../domain/look.ts';
import { intervalSchema } from '../domain/looking.ts';
import { trainedStepSchema } from '../domain/trained-step.ts';
import { evaluationSchema } from '../domain/verdict.ts';
import { engineNames } from '../engine/engine.ts';
import { refusals } from '../engine/findings.ts';
import { storageFailures } from '../storage/failure.ts';
import { problemSchema } from './problem.ts';

const run = z.int();
const step = z.int().check(z.minimum(0));

export const toWorkerSchema = z.discriminatedUnion('type', [
  /** Comes with a port to the data worker. */
  z.object({ type: z.literal('connect') }),
  /** Ends the run before, if there is one, and makes a new network ready on this engine; it does not train yet. */
  z.object({
    type: z.literal('start'),
    run,
    engine: z.enum(engineNames),
    config: runConfigSchema,
    /** Under which name its checkpoints are kept, if they are. */
    keep: z.optional(z.string()),
    /** The kept checkpoint that it goes on from: of which run, and after which step. */
    from: z.optional(z.object({ run: z.string(), step })),
  }),
  /** The run may train up to this step; while `paused` it does nothing at all. */
  z.object({ type: z.literal('allow'), run, step, paused: z.boolean() }),
  /** The learning rate over all steps; those that may have been made keep theirs. */
  z.object({ type: z.literal('learning-rate'), run, schedule: learningRateSchema }),
  /** The run ends, with a look at all test images, after this many steps. */
  z.object({ type: z.literal('steps'), run, value: step }),
  /** When kernels are multiplied; what was done stays. */
  z.object({ type: z.literal('kernel-scalings'), run, scalings: kernelScalingsSchema }),
  /** Takes a checkpoint as soon as may be. */
  z.object({ type: z.literal('keep'), run }),
  /** After every how many steps runs are looked into, from now on; comes with a port to the inspector. Null: no more. */
  z.object({ type: z.literal('looking'), interval: z.nullable(intervalSchema) }),
]);
export type ToWorker = z.infer<typeof toWorkerSchema>;

export const fromWorkerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    run,
    engine: z.enum(engineNames),
    /** Milliseconds until the network was ready. */
    warmUp: z.number(),
    renderer: z.optional(z.string()),
  }),
  /** The engine does not start on this device; the page may have another. */
  z.object({ type: z.literal('refused'), run, engine: z.enum(engineNames), why: z.enum(refusals) }),
  /** Steps in order, without gaps. */
  z.object({ type: z.literal('trained'), run, steps: z.array(trainedStepSchema) }),
  z.object({ type: z.literal('evaluating'), run, step, done: z.int(), total: z.int() }),
  z.object({
    type: z.literal('evaluated'),
    run,
    evaluation: evaluationSchema,
    memory: z.object({ tensors: z.int(), bytes: z.int() }),
  }),
  z.object({ type: z.literal('scaled'), run, effect: scalingEffectSchema }),
  z.object({ type: z.literal('looked'), run, look: lookSchema }),
  /** No more looks will come; the run goes on. */
  z.object({ type: z.literal('looking-failed'), run, reason: z.string() }),
  /** A checkpoint was kept. */
  z.object({ type: z.literal('kept'), run, place: checkpointPlaceSchema }),
  /** A checkpoint could not be kept; the run goes on. */
  z.object({ type: z.literal('keeping-failed'), run, failure: z.enum(storageFailures) }),
  /** Nothing more will come until the run is told to go on further. */
  z.object({ type: z.literal('finished'), run, step }),
  z.object({ type: z.literal('failed'), run, problem: problemSchema }),
]);
export type FromWorker = z.infer<typeof fromWorkerSchema>;

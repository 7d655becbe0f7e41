/**
 * What the page and a run worker say to each other.
 *
 * Every message carries the number of its run: when a worker is told to start anew, reports of the run before
 * may still be under way, and are told apart by it.
 */
import * as z from 'zod/mini';
import { runConfigSchema } from '../domain/config.ts';
import { engineChoiceSchema, engineReasons } from '../engine/choose.ts';
import { engineNames } from '../engine/engine.ts';

const run = z.int();
const step = z.int().check(z.minimum(0));

export const toWorkerSchema = z.discriminatedUnion('type', [
  /** Comes with a port to the data worker. */
  z.object({ type: z.literal('connect') }),
  /** Ends the run before, if there is one, and makes a new network ready; it does not train yet. */
  z.object({ type: z.literal('start'), run, engine: engineChoiceSchema, config: runConfigSchema }),
  /** The run may train up to this step; while `paused` it does nothing at all. */
  z.object({ type: z.literal('allow'), run, step, paused: z.boolean() }),
  /** A learning rate that holds from a step on. */
  z.object({ type: z.literal('learning-rate'), run, value: z.number(), fromStep: step }),
  /** The run ends, with a look at all test images, after this many steps. */
  z.object({ type: z.literal('steps'), run, value: step }),
]);
export type ToWorker = z.infer<typeof toWorkerSchema>;

// A loss or a time may be NaN or infinite, which zod's numbers are not.
const anyNumber = z.union([
  z.number(),
  z.nan(),
  z.literal(Number.POSITIVE_INFINITY),
  z.literal(Number.NEGATIVE_INFINITY),
]);

export const fromWorkerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    run,
    engine: z.enum(engineNames),
    reason: z.enum(engineReasons),
    /** Milliseconds until the network was ready. */
    warmUp: z.number(),
    renderer: z.optional(z.string()),
  }),
  z.object({
    type: z.literal('trained'),
    run,
    /** In order, without gaps. */
    steps: z.array(
      z.object({
        step,
        loss: anyNumber,
        correct: z.int(),
        count: z.int(),
        saturation: anyNumber,
        milliseconds: z.number(),
      }),
    ),
  }),
  z.object({ type: z.literal('evaluating'), run, step, done: z.int(), total: z.int() }),
  z.object({
    type: z.literal('evaluated'),
    run,
    evaluation: z.object({
      step,
      count: z.int(),
      correct: z.int(),
      predictions: z.array(z.int()),
      finite: z.boolean(),
    }),
    memory: z.object({ tensors: z.int(), bytes: z.int() }),
  }),
  /** Nothing more will come until the run is told to go on further. */
  z.object({ type: z.literal('finished'), run, step }),
  z.object({ type: z.literal('failed'), run, message: z.string() }),
]);
export type FromWorker = z.infer<typeof fromWorkerSchema>;

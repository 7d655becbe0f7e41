/** What the page and the worker that tries engines say to each other: a question at a time, each with its answer. */
import * as z from 'zod/mini';
import { engineNames } from '../engine/engine.ts';
import { findingSchema } from '../engine/findings.ts';

export const trialRequestSchema = z.discriminatedUnion('type', [
  /** What graphics card is there? */
  z.object({ type: z.literal('look') }),
  /** How does an engine do? `rival`: milliseconds of a step on another one. */
  z.object({ type: z.literal('try'), engine: z.enum(engineNames), rival: z.optional(z.number()) }),
]);
export type TrialRequest = z.infer<typeof trialRequestSchema>;

export const trialAnswerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('card'),
    /** Null where there is no WebGL2 in a worker. */
    card: z.nullable(z.object({ renderer: z.string(), software: z.boolean(), float32Targets: z.boolean() })),
  }),
  z.object({ type: z.literal('finding'), finding: findingSchema }),
  /** The trial came to nothing; the next worker may do better. */
  z.object({ type: z.literal('failed'), reason: z.string() }),
]);
export type TrialAnswer = z.infer<typeof trialAnswerSchema>;

/** What is known of the engines on the device at hand: what measurements have found, and what would not start. */
import * as z from 'zod/mini';
import { type EngineName, engineNames } from './catalogue.ts';

/**
 * Why an engine cannot train here. `late`: it was not ready within the time that a measurement has; `not-started`: an
 * engine on the processor; `context-lost`: it started, and lost its graphics context twice within a minute.
 */
export const refusals = [
  'no-webgl',
  'no-float32',
  'webgl-failed',
  'kernels-failed',
  'late',
  'not-started',
  'context-lost',
] as const;
export type Refusal = (typeof refusals)[number];

export const findingSchema = z.discriminatedUnion('outcome', [
  /** It computes what it should; a step takes so long. */
  z.object({ outcome: z.literal('right'), milliseconds: z.number() }),
  /** Given up, as a step takes no less than this: several times as long as on another engine. */
  z.object({ outcome: z.literal('slow'), milliseconds: z.number() }),
  /** It computes something else than it should. */
  z.object({ outcome: z.literal('wrong') }),
  z.object({ outcome: z.literal('refused'), why: z.enum(refusals) }),
]);
export type Finding = z.infer<typeof findingSchema>;

export const findingsSchema = z.partialRecord(z.enum(engineNames), findingSchema);
export type Findings = z.infer<typeof findingsSchema>;

export interface Knowledge {
  findings: Findings;
  /** Engines that would not start when a run was to be trained, since the page was opened. */
  refusals: Partial<Record<EngineName, Refusal>>;
}

export const NOTHING_KNOWN: Knowledge = { findings: {}, refusals: {} };

/** Why an engine must not be taken, if anything speaks against it. */
export function objection(
  name: EngineName,
  { findings, refusals }: Knowledge,
): Refusal | 'wrong' | undefined {
  const finding = findings[name];
  if (refusals[name]) return refusals[name];
  if (finding?.outcome === 'refused') return finding.why;
  return finding?.outcome === 'wrong' ? 'wrong' : undefined;
}

/**
 * A run that is over, as a plain value: what files, recordings and exports hold, and what the pages of many runs show.
 */
import * as z from 'zod/mini';
import { runConfigSchema } from './config.ts';
import { scalingEffectSchema } from './kernel-scaling.ts';
import { lookSchema } from './look.ts';
import type { Points } from './points.ts';
import type { RunRecord } from './run-record.ts';
import { forEachSeries } from './series-catalogue.ts';
import { verdictSchema } from './verdict.ts';

/** A curve in JSON, which has no NaN: what is not a number is null. */
export const seriesSchema = z.object({
  steps: z.array(z.int()),
  values: z.array(z.nullable(z.number())),
  /** The run was longer than its record: of each stretch of steps only the lowest and the highest value are there. */
  thinned: z.optional(z.literal(true)),
});
type PlainSeries = z.infer<typeof seriesSchema>;

export const runResultSchema = z.object({
  config: runConfigSchema,
  verdict: verdictSchema,
  /** Of the last evaluation, in [0, 1]. */
  testAccuracy: z.nullable(z.number()),
  /** Test images that the last evaluation looked at. */
  testImages: z.nullable(z.int()),
  /** Loss of the last training step. */
  finalLoss: z.nullable(z.number()),
  /** Median of the last steps. */
  millisecondsPerStep: z.nullable(z.number()),
  /** Files of older versions lack the series that came later. */
  series: z.object(forEachSeries(() => z.optional(seriesSchema))),
  /** What was seen inside, where somebody looked. */
  looks: z.optional(z.array(lookSchema)),
  /** What multiplying kernels did, where it was done. */
  scalings: z.optional(z.array(scalingEffectSchema)),
});
export type RunResult = z.infer<typeof runResultSchema>;

/** Points of a curve of training steps in a result; more are not told apart on a chart. */
const MOST_POINTS = 250;

/** The result of a run, with every point that its record has or, when `short`, as many as a chart needs. */
export function resultOf(record: RunRecord, { short = false } = {}): RunResult {
  const { verdict, accuracy, loss, millisecondsPerStep } = record.summary;
  return {
    config: record.config,
    verdict,
    testAccuracy: accuracy?.value ?? null,
    testImages: accuracy?.count ?? null,
    finalLoss: numberOrNull(loss),
    millisecondsPerStep: numberOrNull(millisecondsPerStep),
    ...(record.looks.length > 0 && { looks: [...record.looks] }),
    ...(record.scalings.length > 0 && { scalings: [...record.scalings] }),
    series: forEachSeries((name, { per }) => {
      const { points, thinned } = record.series[name];
      const series = per === 'step' && short ? rounded(blockMeans(points, MOST_POINTS)) : plain(points);
      return { ...series, ...(thinned && { thinned: true as const }) };
    }),
  };
}

/**
 * Means of equal numbers of successive points, each at its last step, so that curves of one length have their points
 * at the same steps. At most `most`; a block with a value that is not a number has none either.
 */
export function blockMeans({ steps, values }: Points, most: number): Points {
  const size = Math.ceil(steps.length / most);
  if (size <= 1) return { steps, values };
  const means: { steps: number[]; values: number[] } = { steps: [], values: [] };
  for (let from = 0; from < steps.length; from += size) {
    const to = Math.min(from + size, steps.length);
    let sum = 0;
    for (let i = from; i < to; i++) sum += values[i]!;
    means.steps.push(steps[to - 1]!);
    means.values.push(sum / (to - from));
  }
  return means;
}

/** A curve of a result, to be drawn or computed with; an empty one where the result has none. */
export function pointsOf(series: PlainSeries | undefined): Points {
  const { steps, values } = series ?? { steps: [], values: [] };
  return { steps, values: values.map((value) => value ?? Number.NaN) };
}

/** Five significant digits are more than the noise of any of these numbers. */
function rounded({ steps, values }: Points): PlainSeries {
  return plain({ steps, values: Array.from(values, (value) => Number(value.toPrecision(5))) });
}

function plain({ steps, values }: Points): PlainSeries {
  return { steps: Array.from(steps), values: Array.from(values, numberOrNull) };
}

function numberOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/**
 * An intervention: the kernels that a normalization may follow are multiplied by a factor in the middle of a run.
 *
 * With a normalization behind them the network answers as before, and as only their direction counts, a step of the same
 * length turns longer weights less (van Laarhoven 2017, section 2): learning slows. Without one it is another network. A run's configuration says when
 * it happened, so that the run can be repeated.
 */
import * as z from 'zod/mini';
import { type NormalisedLayer, normalisedLayers, type Parameters } from './network.ts';

export const scalingLimits = { factor: { min: 0.01, max: 100 }, count: 20 } as const;

const scalingSchema = z.object({
  /** Training steps made before it. */
  afterStep: z.int().check(z.minimum(0)),
  factor: z.number().check(z.minimum(scalingLimits.factor.min), z.maximum(scalingLimits.factor.max)),
});

export const kernelScalingsSchema = z.array(scalingSchema).check(
  z.maxLength(scalingLimits.count),
  z.refine(
    (list) => list.every(({ afterStep }, i) => i === 0 || afterStep > list[i - 1]!.afterStep),
    'Steps must ascend.',
  ),
);
export type KernelScalings = z.infer<typeof kernelScalingsSchema>;

/** A scaling as text, such as "10@200": by 10 after step 200. Several are separated by commas. */
export function kernelScalingsText(scalings: KernelScalings): string {
  return scalings.map(({ afterStep, factor }) => `${factor}@${afterStep}`).join();
}

/** Reads such a text; undefined for anything else. */
export function parseKernelScalings(text: string): KernelScalings | undefined {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const read = parts.map((part) => {
    const [factor, afterStep, ...more] = part.split('@');
    return { factor: numberOf(factor), afterStep: more.length > 0 ? undefined : numberOf(afterStep) };
  });
  const result = kernelScalingsSchema.safeParse(read);
  return result.success ? result.data : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || text.trim() === '' ? undefined : Number(text);
}

/** Whether two runs were scaled alike before they made a step. */
export function scaledAlikeBefore(a: KernelScalings, b: KernelScalings, step: number): boolean {
  const past = (scalings: KernelScalings) =>
    kernelScalingsText(scalings.filter(({ afterStep }) => afterStep < step));
  return past(a) === past(b);
}

/** What of a network is scaled: trained tensors, and moving averages of the statistics, where it has them. */
interface Scalable {
  parameters: Parameters;
  moving: Partial<Record<NormalisedLayer, { mean: Float32Array; variance: Float32Array }>>;
}

/**
 * The network with its hidden layers' kernels multiplied. Moving averages are of what kernels give, so they are multiplied
 * as well, variances by the square: else the network would be tested with statistics that are not its own. Adam's
 * averages stay.
 */
export function withScaledKernels<T extends Scalable>(network: T, factor: number): T {
  const times = (values: Float32Array, by: number) => values.map((value) => value * by);
  const parameters = { ...network.parameters };
  const moving = { ...network.moving };
  for (const layer of normalisedLayers) {
    const kernel = `${layer}.kernel` as const;
    parameters[kernel] = times(parameters[kernel]!, factor);
    const statistics = moving[layer];
    if (statistics)
      moving[layer] = {
        mean: times(statistics.mean, factor),
        variance: times(statistics.variance, factor * factor),
      };
  }
  return { ...network, parameters, moving };
}

/** What a scaling did to the answers, found on test images right before and after it. */
export const scalingEffectSchema = z.object({
  /** Training steps made before it. */
  step: z.int(),
  factor: z.number(),
  /** Test images that were answered before and after. */
  images: z.int(),
  /** Of these, answered as before. */
  same: z.int(),
  /** Mean losses; null where they are no numbers. */
  lossBefore: z.nullable(z.number()),
  lossAfter: z.nullable(z.number()),
});
export type ScalingEffect = z.infer<typeof scalingEffectSchema>;

/**
 * One look inside a network in the middle of its run, as a plain value: what series of looks, files and exports hold.
 *
 * A measured number that is not one, as after the numbers of a run are lost, is null: JSON has no NaN.
 */
import * as z from 'zod/mini';
import { type NormalisedLayer, normalisedLayers } from './network.ts';

/** The kernels, whose scale a normalization takes away; that of the last layer has none behind it. */
export const kernelNames = ['conv1.kernel', 'conv2.kernel', 'fc1.kernel', 'fc2.kernel'] as const;
export type KernelName = (typeof kernelNames)[number];
/** Layers with others before them. */
export const laterLayers = ['conv2', 'fc1', 'fc2'] as const;
export type LaterLayer = (typeof laterLayers)[number];

/** Percentiles that are taken: the middle, what 70 % of all values lie within, and the tails. */
export const percentiles = [1, 15, 50, 85, 99] as const;
/** Multiples of the learning rate that are looked at along a direction. */
export const stepFactors = [0.5, 1, 2, 4] as const;

const measured = z.nullable(z.number());
const count = z.int().check(z.minimum(0));

const distributionSchema = z.object({
  mean: measured,
  /** Biased. */
  variance: measured,
  /** By `percentiles`. */
  percentiles: z.array(measured).check(z.length(percentiles.length)),
});

/** How many values lie in each bin of a scale that all histograms share; see `histogram.ts`. */
const histogramSchema = z.object({
  /** Number of the first bin that is not empty. */
  from: count,
  /** Thousandths of all values, from that bin on. */
  shares: z.array(z.number()),
});

/** A few values that one mean and variance belongs to, so that the arithmetic of a normalization can be followed. */
const sampleSchema = z.object({
  values: z.array(measured),
  results: z.array(measured),
  /** Over all that share them; none without a normalization. */
  mean: measured,
  variance: measured,
  /** Values that the mean is taken over. */
  count,
  gamma: measured,
  beta: measured,
});

const layerSchema = z.object({
  /** What goes into the normalization; without one, before the bias is added. */
  before: distributionSchema,
  /** What comes out of it, which is what relu takes. */
  after: distributionSchema,
  deadUnits: measured,
  activeShare: measured,
  /** Of what comes out. */
  histogram: histogramSchema,
  sample: sampleSchema,
});

const tensorSchema = z.object({
  norm: measured,
  gradientNorm: measured,
  /** Between a kernel and its gradient: 0 before a normalization, but for epsilon. */
  cosine: measured,
  /** Degrees by which the coming step turns it. */
  turn: measured,
});

const stepSchema = z.object({
  /** a, in θ − a·d. */
  step: z.number(),
  loss: measured,
  /** ‖g(θ − a·d) − g(θ)‖ over all trained tensors. */
  gradientChange: measured,
  /** That over a·‖d‖: effective β-smoothness (Santurkar et al. 2018). */
  effectiveSmoothness: measured,
});

const changeSchema = z.object({ change: measured, cosine: measured });

const [conv1, conv2, fc1] = normalisedLayers;
const [kernel1, kernel2, kernel3, kernel4] = kernelNames;
const [second, third, last] = laterLayers;

/** What costs a dozen gradients, and is looked at less often. */
const aheadSchema = z.object({
  gradient: z.array(stepSchema),
  update: z.array(stepSchema),
  /** How a kernel's gradient changes when only the layers before it have made their step. */
  shift: z.object({ [second]: changeSchema, [third]: changeSchema, [last]: changeSchema }),
});

export const lookSchema = z.object({
  /** Training steps made before it. */
  step: count,
  /** The rate of the step to come. */
  learningRate: z.number(),
  /** Of computing, taking the weights out of the run included. */
  milliseconds: z.number(),
  loss: measured,
  /** Mean over the batch of the largest softmax probability. */
  saturation: measured,
  gradientNorm: measured,
  layers: z.object({ [conv1]: layerSchema, [conv2]: layerSchema, [fc1]: layerSchema }),
  tensors: z.object({
    [kernel1]: tensorSchema,
    [kernel2]: tensorSchema,
    [kernel3]: tensorSchema,
    [kernel4]: tensorSchema,
  }),
  ahead: z.optional(aheadSchema),
});
export type Look = z.infer<typeof lookSchema>;
export type LayerLook = Look['layers'][NormalisedLayer];
export type TensorLook = Look['tensors'][KernelName];
export type Ahead = NonNullable<Look['ahead']>;
export type StepAhead = Ahead['update'][number];
export type Histogram = LayerLook['histogram'];
export type Sample = LayerLook['sample'];

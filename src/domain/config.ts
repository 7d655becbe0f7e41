/**
 * The run configuration: everything that decides what one training run computes.
 *
 * One schema serves the address bar, storage, forms, files and worker messages. Two runs with equal
 * configurations give equal numbers on one engine.
 */
import * as z from 'zod/mini';
import { dataKey, dataSetSchema, MNIST } from './data-set.ts';
import { kernelScalingsSchema } from './kernel-scaling.ts';
import { learningRateSchema, rateLimits } from './learning-rate.ts';
import { BATCH_NORM_EPSILON, MOVING_AVERAGE_MOMENTUM } from './network.ts';
import { normalizationSchema } from './normalization.ts';

export const losses = ['double-softmax', 'softmax-cross-entropy', 'sum-log'] as const;
export const evaluationStatistics = ['batch', 'moving', 'population'] as const;
export const dataOrders = ['file', 'shuffled'] as const;
export const kernelInits = ['truncated-normal', 'he-normal'] as const;
export const runningVariances = ['biased', 'unbiased'] as const;
export const scaleInits = ['truncated-normal', 'one-zero'] as const;

/** The limits that forms, schema and command line share. */
export const limits = {
  learningRate: rateLimits,
  batchSize: { min: 2, max: 500 },
  keepProbability: { min: 0.05, max: 1 },
  seed: { min: 0, max: 0xffffffff },
  steps: { min: 1, max: 100_000 },
  evaluationInterval: { min: 1, max: 10_000 },
  epsilon: { min: 1e-8, max: 0.1 },
  momentum: { min: 0, max: 0.9999 },
} as const;

const between = ({ min, max }: { min: number; max: number }) =>
  z.number().check(z.minimum(min), z.maximum(max));
const wholeBetween = ({ min, max }: { min: number; max: number }) =>
  z.int().check(z.minimum(min), z.maximum(max));

/** What each setting of a run may be. */
export const settingShape = {
  /** What is trained on. */
  data: dataSetSchema,
  /** What the hidden layers are normalised by. */
  normalization: normalizationSchema,
  /** How the loss is formed from the last layer; see logits.ts. */
  loss: z.enum(losses),
  /** Adam's learning rate, over the steps. */
  learningRate: learningRateSchema,
  /** Images in one training batch. */
  batchSize: wholeBetween(limits.batchSize),
  /** Probability with which dropout keeps a unit of fc1; 1 switches dropout off. */
  keepProbability: between(limits.keepProbability),
  /** How kernels start. */
  kernelInit: z.enum(kernelInits),
  /** How gamma and beta start: both truncated normal 0.1 (the article), or 1 and 0 (the paper). */
  scaleInit: z.enum(scaleInits),
  /** Which means and variances Batch Normalization uses on test images. */
  evaluationStatistics: z.enum(evaluationStatistics),
  /** `file`: the first pass over the training set in file order, later ones shuffled; `shuffled`: all. */
  dataOrder: z.enum(dataOrders),
  /** Decides initial weights, order of the batches and dropout masks. */
  seed: wholeBetween(limits.seed),
  /** Training steps until the run stops. */
  steps: wholeBetween(limits.steps),
  /** Steps between two evaluations on test images. */
  evaluationInterval: wholeBetween(limits.evaluationInterval),
  /** Added to a variance before its square root is taken. */
  epsilon: between(limits.epsilon),
  /** Share of the past in the moving averages: Keras's convention. PyTorch's momentum is what is missing to 1. */
  momentum: between(limits.momentum),
  /** Whether the moving averages take in a batch's biased variance (Keras), or the unbiased one (PyTorch). */
  runningVariance: z.enum(runningVariances),
  /** When the hidden layers' kernels are multiplied, and by what. */
  kernelScalings: kernelScalingsSchema,
} as const;

/** One network trained under one set of settings. What came later has a value that means what was done before. */
export const runConfigSchema = z.object({
  ...settingShape,
  data: z._default(settingShape.data, MNIST),
  epsilon: z._default(settingShape.epsilon, BATCH_NORM_EPSILON),
  momentum: z._default(settingShape.momentum, MOVING_AVERAGE_MOMENTUM),
  runningVariance: z._default(settingShape.runningVariance, 'biased'),
  kernelScalings: z._default(settingShape.kernelScalings, []),
});
export type RunConfig = z.infer<typeof runConfigSchema>;
export type Setting = keyof RunConfig;

/** A text that two values share when they are equal, whatever the order of their properties. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** A text that two configurations share when they are equal: what data and classes are called changes no number. */
export function configKey({ data, ...config }: RunConfig): string {
  return keyOf({ ...config, data: dataKey(data) });
}

/** A text that configurations share which differ in nothing but their seeds. */
export function settingKey({ seed: _, data, ...setting }: RunConfig): string {
  return keyOf({ ...setting, data: dataKey(data) });
}

/**
 * The run configuration: everything that decides what one training run computes.
 *
 * One schema serves the address bar, storage, forms, files and worker messages. Two runs with equal
 * configurations give equal numbers on one engine.
 */
import * as z from 'zod/mini';

export const batchNormModes = ['off', 'per-feature-map', 'per-activation'] as const;
export const losses = ['double-softmax', 'softmax-cross-entropy', 'sum-log'] as const;
export const evaluationStatistics = ['batch', 'moving', 'population'] as const;
export const dataOrders = ['file', 'shuffled'] as const;
export const kernelInits = ['truncated-normal', 'he-normal'] as const;
export const scaleInits = ['truncated-normal', 'one-zero'] as const;

/** The limits that forms, schema and command line share. */
export const limits = {
  learningRate: { min: 1e-5, max: 1e-1 },
  batchSize: { min: 2, max: 500 },
  keepProbability: { min: 0.05, max: 1 },
  seed: { min: 0, max: 0xffffffff },
  steps: { min: 1, max: 100_000 },
  evaluationInterval: { min: 1, max: 10_000 },
} as const;

const between = ({ min, max }: { min: number; max: number }) =>
  z.number().check(z.minimum(min), z.maximum(max));
const wholeBetween = ({ min, max }: { min: number; max: number }) =>
  z.int().check(z.minimum(min), z.maximum(max));

const settings = {
  /** How the loss is formed from the last layer; see logits.ts. */
  loss: z.enum(losses),
  /** Adam's learning rate. */
  learningRate: between(limits.learningRate),
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
};

/** One network trained under one set of settings. */
export const runConfigSchema = z.object({ batchNorm: z.enum(batchNormModes), ...settings });
export type RunConfig = z.infer<typeof runConfigSchema>;

/** Two runs that share everything but, perhaps, whether Batch Normalization is on. */
export const comparisonSchema = z.object({
  ...settings,
  /** Over which axes a normalised run takes its statistics. */
  batchNormStatistics: z.enum(['per-feature-map', 'per-activation']),
  /** Whether Batch Normalization is on in run A and in run B. */
  batchNorm: z.tuple([z.boolean(), z.boolean()]),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** The two runs of a comparison, A first. */
export function comparisonRuns(comparison: Comparison): [RunConfig, RunConfig] {
  const { batchNorm, batchNormStatistics, ...shared } = comparison;
  const run = (on: boolean): RunConfig => ({ ...shared, batchNorm: on ? batchNormStatistics : 'off' });
  return [run(batchNorm[0]), run(batchNorm[1])];
}

/** Whether going from one configuration to the other needs new weights, and so a new start. */
export function needsRestart(from: Comparison, to: Comparison): boolean {
  const { learningRate: _a, steps: _b, ...before } = from;
  const { learningRate: _c, steps: _d, ...after } = to;
  return JSON.stringify(before) !== JSON.stringify(after);
}

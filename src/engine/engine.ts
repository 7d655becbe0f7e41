/**
 * The seam between the lab and whatever trains a network.
 *
 * An engine holds one network with its optimizer. All randomness is decided outside, from the run's seed:
 * initial parameters and batches are handed in, and dropout masks are a hash of seed, step and element. So
 * every engine computes the same run, and all pass the same conformance suite.
 */
import type { LabelledBytes } from '../data/types.ts';
import type { RunConfig } from '../domain/config.ts';
import type { NormalisedLayer, Parameters } from '../domain/network.ts';
import type { TrainedStep } from '../domain/trained-step.ts';
import type { EngineName } from './catalogue.ts';

export { type EngineName, engineNames } from './catalogue.ts';

/** What an engine needs to know of a run; the batches it is given decide the rest. */
export type EngineConfig = Pick<
  RunConfig,
  | 'normalization'
  | 'loss'
  | 'learningRate'
  | 'batchSize'
  | 'keepProbability'
  | 'evaluationStatistics'
  | 'seed'
> &
  Partial<Pick<RunConfig, 'epsilon' | 'momentum' | 'runningVariance'>>;

/** One training step: what it computed of its batch, before the update. */
export type StepResult = Pick<TrainedStep, 'step' | 'loss' | 'correct' | 'saturation'>;

/** A training step with what it computed on the way. */
export interface ProbeResult extends StepResult {
  /** Shape [batch, 10], row-major. */
  logits: Float32Array;
  /** Gradient of the loss by each trained tensor. */
  gradients: Parameters;
}

/** Means and variances by layer, flat; the shapes are those of `statisticsShape`. */
export type LayerStatistics = Partial<
  Record<NormalisedLayer, { mean: Float32Array; variance: Float32Array }>
>;

/** Everything a run needs to go on later, or on another engine. */
export interface Snapshot {
  /** Training steps made. */
  step: number;
  parameters: Parameters;
  /** Adam's moving averages of the gradients and of their squares. */
  firstMoments: Parameters;
  secondMoments: Parameters;
  /** The averages are sums, as the engine holds them; see `moments.ts`. */
  momentSums?: true | undefined;
  /** Moving averages of the batch statistics, when the run keeps them. */
  moving: LayerStatistics;
}

/** Counts for leak checks. */
export interface EngineMemory {
  tensors: number;
  bytes: number;
}

export interface Engine {
  readonly name: EngineName;
  /** Training steps made so far. */
  readonly step: number;
  /** Adam's learning rate from the next step on; at first that of the configuration's first step. */
  learningRate: number;
  /** Rejects when the engine can compute no more, as when the driver takes its graphics context away. */
  readonly lost: Promise<never>;
  /**
   * Trains on a batch of exactly `batchSize` images. Resolves when the next may come, with the results that are there
   * by then: an engine may compute some steps ahead and give their results later, in order.
   */
  train(batch: LabelledBytes): Promise<StepResult[]>;
  /** Results of all steps that are still under way. */
  settle(): Promise<StepResult[]>;
  /** The same step as `train`, with its logits and gradients read. */
  probe(batch: LabelledBytes): Promise<ProbeResult>;
  /**
   * Takes the means and variances of the training set from some of its batches, for evaluation with
   * population statistics (Algorithm 2 of Ioffe and Szegedy 2015). Other statistics ignore it.
   */
  calibrate(batches: readonly LabelledBytes[]): Promise<void>;
  /** Logits of a batch without dropout, shape [images, 10], under the configured statistics. */
  predict(batch: LabelledBytes): Promise<Float32Array>;
  snapshot(): Promise<Snapshot>;
  /** Goes on from a snapshot of a network of the same shape. */
  restore(snapshot: Snapshot): void;
  memory(): EngineMemory;
  dispose(): void;
}

/** What is never lost. */
export const NEVER: Promise<never> = new Promise(() => {});

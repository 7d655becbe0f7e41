/**
 * What is computed between the linear part of a hidden layer and its relu.
 *
 * Activations are [N, H, W, C], a fully connected layer's [N, 1, 1, C]; gamma and beta are [C].
 */
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { NormalisedLayer } from '../../domain/network.ts';

/** Means and biased variances that broadcast over [N, H, W, C]. */
export interface Statistics {
  mean: Tensor4D;
  variance: Tensor4D;
}

/** What the way back needs of the way forward; it belongs to the caller. */
export interface Normalised {
  /** γ·x̂ + β, the layer's output. */
  y: Tensor4D;
  /** x̂ = (x − mean) / √(variance + ε). */
  normalised: Tensor4D;
  /** 1 / √(variance + ε). */
  inverseDeviation: Tensor4D;
  /** What x was normalised by, where evaluation may use others in their place. */
  statistics?: Statistics;
}

export interface NormalizerGradients {
  dx: Tensor4D;
  dGamma: Tensor1D;
  dBeta: Tensor1D;
}

export interface Normalizer {
  /** Normalises x as in training; also for evaluation, where no statistics are fixed. */
  forward(x: Tensor4D, gamma: Tensor1D, beta: Tensor1D): Normalised;
  /** Gradients of x, gamma and beta from that of the output. */
  backward(dy: Tensor4D, normalised: Normalised, gamma: Tensor1D): NormalizerGradients;
  /** Evaluation by statistics of many batches; absent where an image is normalised by itself alone. */
  readonly fixed?: FixedStatistics;
  /** Strength of the noise that training adds behind it; see domain/noise.ts. */
  readonly noise?: number;
}

/** Noise behind a normalization, y·factor + shift: both have the shape of y. */
export interface LayerNoise {
  factor: Tensor4D;
  shift: Tensor4D;
}

/** How a normalizer evaluates by moving averages, or by the statistics of the population. */
export interface FixedStatistics {
  /** Shape of a layer's means, and of its variances. */
  shape(layer: NormalisedLayer): [number, number, number, number];
  /** Values that one mean is taken over in a batch of as many images. */
  sampleSize(layer: NormalisedLayer, images: number): number;
  evaluate(x: Tensor4D, gamma: Tensor1D, beta: Tensor1D, statistics: Statistics): Tensor4D;
}

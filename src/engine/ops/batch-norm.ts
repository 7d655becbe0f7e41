/**
 * Batch Normalization, forward and backward (Ioffe and Szegedy 2015, Algorithm 1 and section 3).
 *
 * One code serves both rules, which differ in the axes of their means alone: over batch and locations (the
 * paper's, per feature map) or over the batch (the article's, per activation). Activations are [N, H, W, C],
 * a fully connected layer's [N, 1, 1, C]; gamma and beta are [C].
 */
import {
  add,
  mul,
  rsqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import { BATCH_NORM_EPSILON, type BatchNorm } from '../../domain/network.ts';
import { constant } from './constant.ts';
import { batchMean } from './reduce.ts';

/** One mean and one biased variance for each normalised quantity: [1, 1, 1, C] or [1, H, W, C]. */
export interface Statistics {
  mean: Tensor4D;
  variance: Tensor4D;
}

/** What the way back needs of the way forward. */
export interface Normalised extends Statistics {
  /** γ·x̂ + β, the layer's output. */
  y: Tensor4D;
  /** x̂ = (x − mean) / √(variance + ε). */
  normalised: Tensor4D;
  /** 1 / √(variance + ε). */
  inverseDeviation: Tensor4D;
}

/** Normalises x by the statistics of its own batch. */
export function normalise(x: Tensor4D, gamma: Tensor1D, beta: Tensor1D, batchNorm: BatchNorm): Normalised {
  return tidy(() => {
    const mean = batchMean(x, batchNorm);
    // Two passes: E[x²] − E[x]² would cancel in float32.
    const centred = sub<Tensor4D>(x, mean);
    const variance = batchMean(square(centred), batchNorm);
    const inverseDeviation = rsqrt(add<Tensor4D>(variance, constant(BATCH_NORM_EPSILON)));
    const normalised = mul<Tensor4D>(centred, inverseDeviation);
    const y = add<Tensor4D>(mul(normalised, gamma), beta);
    return { y, normalised, inverseDeviation, mean, variance };
  });
}

/** Normalises x by given statistics, as evaluation with moving or population statistics does. */
export function normaliseWith(x: Tensor4D, gamma: Tensor1D, beta: Tensor1D, { mean, variance }: Statistics) {
  return tidy(() => {
    const scale = mul(rsqrt(add(variance, constant(BATCH_NORM_EPSILON))), gamma);
    return add<Tensor4D>(mul(sub(x, mean), scale), beta);
  });
}

/** Gradients of x, gamma and beta from that of the output. */
export function normaliseGradient(
  dy: Tensor4D,
  { normalised, inverseDeviation }: Pick<Normalised, 'normalised' | 'inverseDeviation'>,
  gamma: Tensor1D,
  batchNorm: BatchNorm,
): { dx: Tensor4D; dGamma: Tensor1D; dBeta: Tensor1D } {
  return tidy(() => {
    const meanDy = batchMean(dy, batchNorm);
    const meanDyX = batchMean(mul(dy, normalised), batchNorm);
    // γ and β are one for each channel, so their gradients add up whatever the means leave open.
    const summed = dy.size / meanDy.size;
    const total = (means: Tensor): Tensor1D => mul(sum(means, [0, 1, 2]), constant(summed));
    const varying = sub(sub(dy, meanDy), mul(normalised, meanDyX));
    return {
      dx: mul<Tensor4D>(varying, mul(inverseDeviation, gamma)),
      dGamma: total(meanDyX),
      dBeta: total(meanDy),
    };
  });
}

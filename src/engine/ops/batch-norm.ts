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
import { sampleSize, statisticsShape } from '../../domain/network.ts';
import type { BatchAxes } from '../../domain/normalization.ts';
import { constant } from './constant.ts';
import type { Normalised, Normalizer, NormalizerGradients, Statistics } from './normalizer.ts';
import { batchMean } from './reduce.ts';

/** `epsilon` is added to variances. */
export function batchNormalizer(axes: BatchAxes, epsilon: number): Normalizer {
  return {
    forward: (x, gamma, beta) => normalise(x, gamma, beta, axes, epsilon),
    backward: (dy, normalised, gamma) => normaliseGradient(dy, normalised, gamma, axes),
    fixed: {
      shape: (layer) => {
        const shape = statisticsShape(layer, axes);
        return shape.length === 4 ? (shape as [number, number, number, number]) : [1, 1, 1, shape.at(-1)!];
      },
      sampleSize: (layer, images) => sampleSize(layer, axes, images),
      evaluate: (x, gamma, beta, statistics) => normaliseWith(x, gamma, beta, statistics, epsilon),
    },
  };
}

/** Normalises x by the statistics of its own batch. */
function normalise(
  x: Tensor4D,
  gamma: Tensor1D,
  beta: Tensor1D,
  axes: BatchAxes,
  epsilon: number,
): Normalised {
  return tidy(() => {
    const mean = batchMean(x, axes);
    // Two passes: E[x²] − E[x]² would cancel in float32.
    const centred = sub<Tensor4D>(x, mean);
    const variance = batchMean(square(centred), axes);
    const inverseDeviation = rsqrt(add<Tensor4D>(variance, constant(epsilon)));
    const normalised = mul<Tensor4D>(centred, inverseDeviation);
    const y = add<Tensor4D>(mul(normalised, gamma), beta);
    return { y, normalised, inverseDeviation, statistics: { mean, variance } };
  });
}

/** Normalises x by given statistics, as evaluation with moving or population statistics does. */
function normaliseWith(
  x: Tensor4D,
  gamma: Tensor1D,
  beta: Tensor1D,
  { mean, variance }: Statistics,
  epsilon: number,
) {
  return tidy(() => {
    const scale = mul(rsqrt(add(variance, constant(epsilon))), gamma);
    return add<Tensor4D>(mul(sub(x, mean), scale), beta);
  });
}

/** Gradients of x, gamma and beta from that of the output. */
function normaliseGradient(
  dy: Tensor4D,
  { normalised, inverseDeviation }: Normalised,
  gamma: Tensor1D,
  axes: BatchAxes,
): NormalizerGradients {
  return tidy(() => {
    const meanDy = batchMean(dy, axes);
    const meanDyX = batchMean(mul(dy, normalised), axes);
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

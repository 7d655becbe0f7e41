/**
 * Group Normalization, forward and backward (Wu and He 2018): each image by itself, over all locations and the C/G
 * neighbouring channels of each of G groups. Gamma and beta are one for each channel.
 */
import {
  add,
  mean,
  mul,
  reshape,
  rsqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import { constant } from './constant.ts';
import type { Normalised, Normalizer, NormalizerGradients } from './normalizer.ts';
import { channelSum } from './reduce.ts';

/** `groups` must divide the channels of every layer. */
export function groupNormalizer(groups: number, epsilon: number): Normalizer {
  return {
    forward: (x, gamma, beta) => normalise(x, gamma, beta, groups, epsilon),
    backward: (dy, normalised, gamma) => gradient(dy, normalised, gamma, groups),
  };
}

function normalise(
  x: Tensor4D,
  gamma: Tensor1D,
  beta: Tensor1D,
  groups: number,
  epsilon: number,
): Normalised {
  return tidy(() => {
    const grouped = inGroups(x, groups);
    const centred = sub<Tensor4D>(grouped, groupMean(grouped));
    const variance = groupMean(square(centred));
    const inverseDeviation = rsqrt(add<Tensor4D>(variance, constant(epsilon)));
    const normalised: Tensor4D = reshape(mul(centred, inverseDeviation), x.shape);
    return { y: add<Tensor4D>(mul(normalised, gamma), beta), normalised, inverseDeviation };
  });
}

function gradient(
  dy: Tensor4D,
  { normalised, inverseDeviation }: Normalised,
  gamma: Tensor1D,
  groups: number,
): NormalizerGradients {
  return tidy(() => {
    // Gamma varies within a group, so the means are those of the gradient of x̂.
    const dNormalised = inGroups(mul(dy, gamma), groups);
    const grouped = inGroups(normalised, groups);
    const along = mul(grouped, groupMean(mul(dNormalised, grouped)));
    const varying = sub(sub(dNormalised, groupMean(dNormalised)), along);
    return {
      dx: reshape(mul(varying, inverseDeviation), dy.shape) as Tensor4D,
      dGamma: channelSum(mul(dy, normalised)),
      dBeta: channelSum(dy),
    };
  });
}

/** [N, H, W, C] as [N, H·W, G, C/G]. */
function inGroups(x: Tensor, groups: number): Tensor4D {
  const [n, height, width, channels] = x.shape as [number, number, number, number];
  return reshape(x, [n, height * width, groups, channels / groups]);
}

/** [N, 1, G, 1]: in two levels, as a float32 sum over thousands of like values drifts. */
function groupMean(grouped: Tensor4D): Tensor4D {
  const overChannels = mean(grouped, 3, true);
  const [n, locations, groups] = overChannels.shape as [number, number, number, number];
  // Sides of layers are 28, 14 or 1: rows first, then all rows.
  const side = Math.sqrt(locations);
  const rows = sum(reshape(overChannels, [n, side, side, groups]), 2);
  return reshape(mul(sum(rows, 1), constant(1 / locations)), [n, 1, groups, 1]);
}

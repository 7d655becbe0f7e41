/**
 * Means over batch and locations by average pooling: on WebAssembly ten times as fast as a reduction over
 * leading axes, which transposes first.
 *
 * A float32 sum over tens of thousands of like values drifts, so it is taken in levels of at most a few
 * dozen terms: 7×7 patches, then the patches of an image, then the images.
 */
import { avgPool, mean, mul, reshape, sum, type Tensor1D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { BatchAxes } from '../../domain/normalization.ts';
import { constant } from './constant.ts';

const PATCH = 7;

/** Mean of x [N, H, W, C]: [1, 1, 1, C] over batch and locations, or [1, H, W, C] over the batch alone. */
export function batchMean(x: Tensor4D, axes: BatchAxes): Tensor4D {
  return tidy(() => {
    const [n, height, width, channels] = x.shape;
    if (axes === 'per-activation') {
      const columns: Tensor4D = reshape(x, [1, n, height * width, channels]);
      return reshape(avgPool(columns, [n, 1], 1, 'valid'), [1, height, width, channels]);
    }
    return mean(imageMeans(x), 0, true);
  });
}

/** Sum of x [N, H, W, C] for each channel, [C]. */
export function channelSum(x: Tensor4D): Tensor1D {
  return tidy(() => mul(sum(imageMeans(x), [0, 1, 2]), constant(x.shape[1] * x.shape[2])));
}

/** Mean of each image and channel, [N, 1, 1, C]; the sides of x are 1 or multiples of 7. */
function imageMeans(x: Tensor4D): Tensor4D {
  const [, height, width] = x.shape;
  if (height * width === 1) return x;
  const patches = avgPool(x, PATCH, PATCH, 'valid');
  return height === PATCH ? patches : avgPool(patches, [height / PATCH, width / PATCH], 1, 'valid');
}

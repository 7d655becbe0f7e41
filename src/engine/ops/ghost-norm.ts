/**
 * Batch Normalization per feature map in ghost batches (Hoffer et al. 2017): consecutive parts of the batch, each by itself.
 * Gamma and beta are shared, so their gradients add up.
 */
import { addN, concat, mul, slice, type Tensor1D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { batchNormalizer } from './batch-norm.ts';
import { constant } from './constant.ts';
import type { FixedStatistics, Normalised, Normalizer } from './normalizer.ts';

/** `images` of a part; the last has what is left. */
export function ghostNormalizer(images: number, epsilon: number): Normalizer {
  const each = batchNormalizer('per-feature-map', epsilon);
  const fixed = each.fixed as FixedStatistics;
  return {
    forward: (x, gamma, beta) =>
      tidy(() => {
        const parts = partsOf(x, images).map((part) => each.forward(part, gamma, beta));
        const join = (name: 'y' | 'normalised' | 'inverseDeviation'): Tensor4D =>
          concat(
            parts.map((part) => part[name]),
            0,
          );
        // What evaluation by moving averages takes in is the mean over the parts.
        const meanOf = (name: 'mean' | 'variance'): Tensor4D =>
          mul(addN(parts.map(({ statistics }) => statistics![name])), constant(1 / parts.length));
        return {
          y: join('y'),
          normalised: join('normalised'),
          inverseDeviation: join('inverseDeviation'),
          statistics: { mean: meanOf('mean'), variance: meanOf('variance') },
        };
      }),
    backward: (dy, { normalised, inverseDeviation }, gamma) =>
      tidy(() => {
        const ofParts = partsOf(normalised, images);
        const gradients = partsOf(dy, images).map((part, i) => {
          const one: Normalised = {
            y: part,
            normalised: ofParts[i]!,
            inverseDeviation: slice(inverseDeviation, [i, 0, 0, 0], [1, -1, -1, -1]),
          };
          return each.backward(part, one, gamma);
        });
        return {
          dx: concat(
            gradients.map(({ dx }) => dx),
            0,
          ),
          dGamma: addN(gradients.map(({ dGamma }) => dGamma)) as Tensor1D,
          dBeta: addN(gradients.map(({ dBeta }) => dBeta)) as Tensor1D,
        };
      }),
    fixed: { ...fixed, sampleSize: (layer, batch) => fixed.sampleSize(layer, Math.min(images, batch)) },
  };
}

function partsOf(x: Tensor4D, images: number): Tensor4D[] {
  const [n] = x.shape;
  return Array.from({ length: Math.ceil(n / images) }, (_, i) =>
    slice(x, [i * images, 0, 0, 0], [Math.min(images, n - i * images), -1, -1, -1]),
  );
}

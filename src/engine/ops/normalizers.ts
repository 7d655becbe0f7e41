/**
 * All normalizers of this engine, by the kind of normalization. A new kind is a file beside `batch-norm.ts` and a line
 * here; nothing else in this engine asks for kinds.
 */
import { type Normalization, normalizationText } from '../../domain/normalization.ts';
import { batchNormalizer } from './batch-norm.ts';
import { ghostNormalizer } from './ghost-norm.ts';
import { groupNormalizer } from './group-norm.ts';
import type { Normalizer } from './normalizer.ts';

/** Undefined where each layer has a bias, and nothing is normalised. */
export function normalizerOf(normalization: Normalization, epsilon: number): Normalizer | undefined {
  switch (normalization.kind) {
    case 'none':
      return undefined;
    case 'batch':
      return batchNormalizer(normalization.axes, epsilon);
    case 'group':
      return groupNormalizer(normalization.groups, epsilon);
    case 'ghost':
      return ghostNormalizer(normalization.images, epsilon);
    case 'noisy-batch':
      return { ...batchNormalizer(normalization.axes, epsilon), noise: normalization.strength };
    default:
      return unknown(normalization);
  }
}

/** A kind that has no line above is an error of types already: this engine is the reference, and trains all. */
function unknown(normalization: never): never {
  throw new Error(`There is no normalizer for ${normalizationText(normalization)}.`);
}

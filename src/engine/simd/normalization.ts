/** Which normalizations there are kernels for, and which kernels. None is loaded with it: the page asks too. */
import { type NormalisedLayer, sampleSize } from '../../domain/network.ts';
import type { BatchAxes, Normalization } from '../../domain/normalization.ts';

const kinds = [
  'none',
  'batch',
  'group',
  'ghost',
  'noisy-batch',
] as const satisfies readonly Normalization['kind'][];
export type KernelNormalization = Extract<Normalization, { kind: (typeof kinds)[number] }>;

export function hasKernels(normalization: Normalization): normalization is KernelNormalization {
  return (kinds as readonly Normalization['kind'][]).includes(normalization.kind);
}

/** Values that share a mean: so many neighbouring channels of so many consecutive images, at all pixels. */
export interface Blocks {
  channels: number;
  images: number;
}

/** The blocks of a layer of so many channels; undefined where means are taken over the batch as a whole, or not at all. */
export function blocksOf(normalization: KernelNormalization, channels: number): Blocks | undefined {
  switch (normalization.kind) {
    case 'group':
      return { channels: channels / normalization.groups, images: 1 };
    case 'ghost':
      return { channels: 1, images: normalization.images };
    default:
      return undefined;
  }
}

/** Means and variances by which evaluation may normalise in place of a batch's own. */
export interface FixedStatistics {
  axes: BatchAxes;
  /** Values that one mean is taken over in a batch of as many images. */
  sampleSize(layer: NormalisedLayer, images: number): number;
}

/** Undefined where nothing is normalised, or each image by itself. */
export function fixedStatisticsOf(normalization: KernelNormalization): FixedStatistics | undefined {
  switch (normalization.kind) {
    case 'batch':
    case 'noisy-batch': {
      const { axes } = normalization;
      return { axes, sampleSize: (layer, images) => sampleSize(layer, axes, images) };
    }
    case 'ghost': {
      const axes = 'per-feature-map';
      const part = normalization.images;
      return { axes, sampleSize: (layer, images) => sampleSize(layer, axes, Math.min(part, images)) };
    }
    default:
      return undefined;
  }
}

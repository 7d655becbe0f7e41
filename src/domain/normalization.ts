/**
 * What stands between the linear part of a hidden layer and its relu: the variant of the network that is compared.
 *
 * A value with its parameters, never a flag: a new kind is one member of this union, one entry in the catalogue of engines
 * that train it, and the words for it.
 */
import * as z from 'zod/mini';

/**
 * Over what one mean and variance of Batch Normalization is taken. `per-feature-map`: over the batch and all locations,
 * axes [0, 1, 2] of NHWC, the rule of Ioffe and Szegedy 2015 for convolutions; `per-activation`: over the batch alone,
 * axis [0], as the article's code does. Gamma and beta are one for each channel under both.
 */
export const batchAxes = ['per-feature-map', 'per-activation'] as const;
export type BatchAxes = (typeof batchAxes)[number];

export const normalizationSchema = z.discriminatedUnion('kind', [
  /** A bias for each channel, and nothing else. */
  z.object({ kind: z.literal('none') }),
  /** Batch Normalization. */
  z.object({ kind: z.literal('batch'), axes: z.enum(batchAxes) }),
]);
export type Normalization = z.infer<typeof normalizationSchema>;

export const NO_NORMALIZATION: Normalization = { kind: 'none' };

/** Batch Normalization over the given axes. */
export function batchNormalization(axes: BatchAxes): Normalization {
  return { kind: 'batch', axes };
}

/** All that can be chosen, in the order in which choices are offered. */
export const normalizations: readonly Normalization[] = [
  NO_NORMALIZATION,
  ...batchAxes.map(batchNormalization),
];

/** The short text that names a normalization in addresses, on the command line and in programs: "batch:per-activation". */
export function normalizationText(normalization: Normalization): string {
  switch (normalization.kind) {
    case 'none':
      return 'none';
    case 'batch':
      return `batch:${normalization.axes}`;
  }
}

/** Reads what `normalizationText` writes, and the axes alone, such as "per-activation"; undefined for anything else. */
export function parseNormalization(text: string): Normalization | undefined {
  return normalizations.find((normalization) => {
    const known = normalizationText(normalization);
    return text === known || `batch:${text}` === known;
  });
}

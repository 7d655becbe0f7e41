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
const batchAxes = ['per-feature-map', 'per-activation'] as const;
export type BatchAxes = (typeof batchAxes)[number];

/** Groups that divide the channels of every layer: 32, 64 and 1024. */
export const groupCounts = [1, 2, 4, 8, 16, 32] as const;
export const normalizationLimits = {
  /** Images of a ghost batch. */
  images: { min: 1, max: 500 },
  /** Of noise, in units of that of Santurkar et al. 2018. */
  strength: { min: 0, max: 10 },
} as const;

export const normalizationSchema = z.discriminatedUnion('kind', [
  /** A bias for each channel, and nothing else. */
  z.object({ kind: z.literal('none') }),
  /** Batch Normalization. */
  z.object({ kind: z.literal('batch'), axes: z.enum(batchAxes) }),
  /**
   * Group Normalization (Wu and He 2018): each image by itself, over all locations and the neighbouring channels of each of
   * so many groups. One group is Layer Normalization (Ba et al. 2016).
   */
  z.object({
    kind: z.literal('group'),
    groups: z.literal(groupCounts),
  }),
  /**
   * Batch Normalization per feature map in ghost batches (Hoffer et al. 2017): over parts of so many consecutive images, each
   * by itself, as where a batch is spread over devices. The last part has what is left.
   */
  z.object({
    kind: z.literal('ghost'),
    images: z
      .int()
      .check(z.minimum(normalizationLimits.images.min), z.maximum(normalizationLimits.images.max)),
  }),
  /** Batch Normalization with noise behind it while it trains; see noise.ts. */
  z.object({
    kind: z.literal('noisy-batch'),
    axes: z.enum(batchAxes),
    strength: z
      .number()
      .check(z.minimum(normalizationLimits.strength.min), z.maximum(normalizationLimits.strength.max)),
  }),
]);
export type Normalization = z.infer<typeof normalizationSchema>;

export const NO_NORMALIZATION: Normalization = { kind: 'none' };

/** Batch Normalization over the given axes. */
export function batchNormalization(axes: BatchAxes): Normalization {
  return { kind: 'batch', axes };
}

/** Those that the experiments are about, and every engine trains, in the order in which choices are offered. */
export const normalizations: readonly Normalization[] = [
  NO_NORMALIZATION,
  ...batchAxes.map(batchNormalization),
];

/** All that are offered to choose from. */
export const normalizationChoices: readonly Normalization[] = [
  ...normalizations,
  { kind: 'group', groups: 8 },
  { kind: 'group', groups: 1 },
  { kind: 'ghost', images: 10 },
  { kind: 'noisy-batch', axes: 'per-feature-map', strength: 1 },
];

/** The short text that names a normalization in addresses, on the command line and in programs: "batch:per-activation". */
export function normalizationText(normalization: Normalization): string {
  switch (normalization.kind) {
    case 'none':
      return 'none';
    case 'batch':
      return `batch:${normalization.axes}`;
    case 'group':
      return `group:${normalization.groups}`;
    case 'ghost':
      return `ghost:${normalization.images}`;
    case 'noisy-batch':
      return `noisy-batch:${normalization.axes}:${normalization.strength}`;
  }
}

/** Reads what `normalizationText` writes, and the axes alone, such as "per-activation"; undefined for anything else. */
export function parseNormalization(text: string): Normalization | undefined {
  const withNumber = readWithNumber(text);
  if (withNumber) {
    const read = normalizationSchema.safeParse(withNumber);
    return read.success ? read.data : undefined;
  }
  return normalizations.find((normalization) => {
    const known = normalizationText(normalization);
    return text === known || `batch:${text}` === known;
  });
}

/** What a text with a number at its end may mean, unchecked. */
function readWithNumber(text: string): unknown {
  const at = text.lastIndexOf(':');
  const [words, digits] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
  const number = digits.trim() === '' ? Number.NaN : Number(digits);
  if (Number.isNaN(number)) return undefined;
  if (words === 'group') return { kind: words, groups: number };
  if (words === 'ghost') return { kind: words, images: number };
  const [kind, axes] = words.split(':');
  return kind === 'noisy-batch' ? { kind, axes, strength: number } : undefined;
}

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
  /**
   * Group Normalization (Wu and He 2018): each image by itself, over all locations and the neighbouring channels of each of
   * so many groups. One group is Layer Normalization (Ba et al. 2016).
   */
  z.object({
    kind: z.literal('group'),
    groups: z.literal(
      [1, 2, 4, 8, 16, 32],
      'the groups must divide 32, 64 and 1024 channels: 1, 2, 4, 8, 16 or 32',
    ),
  }),
  /**
   * Batch Normalization per feature map in ghost batches (Hoffer et al. 2017): over parts of so many consecutive images, each
   * by itself, as where a batch is spread over devices. The last part has what is left.
   */
  z.object({ kind: z.literal('ghost'), images: z.int().check(z.minimum(1), z.maximum(500)) }),
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
  }
}

/** Reads what `normalizationText` writes, and the axes alone, such as "per-activation"; undefined for anything else. */
export function parseNormalization(text: string): Normalization | undefined {
  const [, kind, count] = /^(group|ghost):([0-9]+)$/.exec(text) ?? [];
  if (kind) {
    const number = Number(count);
    const read = normalizationSchema.safeParse(
      kind === 'group' ? { kind, groups: number } : { kind, images: number },
    );
    return read.success ? read.data : undefined;
  }
  return normalizations.find((normalization) => {
    const known = normalizationText(normalization);
    return text === known || `batch:${text}` === known;
  });
}

/** A few values of one channel with the mean and variance that they share: what the arithmetic of a layer can be shown on. */
import type { Sample } from '../domain/look.ts';
import { layerShape, type NormalisedLayer, type Parameters } from '../domain/network.ts';
import type { Normalization } from '../domain/normalization.ts';
import type { LayerValues } from '../engine/inspectable.ts';

/** So many are shown. */
const VALUES = 4;

/** What shares one mean, of that which the first image's middle belongs to: channel 0 of it is what is shown. */
interface Shared {
  images: number;
  locations: readonly number[];
  channels: number;
}

/** Of channel 0 of a layer, beginning with its middle in the first image. `parameters` have gamma and beta, or the bias. */
export function sampleOf(
  layer: NormalisedLayer,
  { images, before, after }: LayerValues,
  normalization: Normalization,
  parameters: Parameters,
): Sample {
  const [height, width, channels] = layerShape(layer);
  const middle = Math.floor(height / 2) * width + Math.floor(width / 2);
  const all = Array.from({ length: height * width }, (_, location) => location);
  const shared = sharedBy(normalization, { images, middle, locations: all, channels });
  const at = (image: number, location: number, channel = 0) =>
    (location * channels + channel) * images + image;
  // Without a normalization nothing is shared, and images stand beside each other as under Batch Normalization.
  const shown =
    normalization.kind === 'group'
      ? shared.locations.slice(middle, middle + VALUES).map((location) => at(0, location))
      : Array.from({ length: Math.min(VALUES, shared.images) }, (_, image) => at(image, middle));
  const first = (values: Float32Array | undefined) => values?.[0] ?? null;
  const scaled = {
    values: shown.map((place) => before[place]!),
    results: shown.map((place) => after[place]!),
    gamma: first(parameters[`${layer}.gamma`]),
    beta: first(parameters[`${layer}.beta`] ?? parameters[`${layer}.bias`]),
  };
  if (normalization.kind === 'none') return { ...scaled, mean: null, variance: null, count: 0 };
  return {
    ...scaled,
    ...statisticsOf(shared, (image, location, channel) => before[at(image, location, channel)]!),
  };
}

function sharedBy(
  normalization: Normalization,
  { images, middle, locations, channels }: { images: number; middle: number } & Shared,
): Shared {
  switch (normalization.kind) {
    case 'none':
      return { images, locations: [middle], channels: 1 };
    case 'batch':
    case 'noisy-batch':
      return {
        images,
        locations: normalization.axes === 'per-activation' ? [middle] : locations,
        channels: 1,
      };
    case 'ghost':
      return { images: Math.min(images, normalization.images), locations, channels: 1 };
    case 'group':
      return { images: 1, locations, channels: channels / normalization.groups };
  }
}

function statisticsOf(
  { images, locations, channels }: Shared,
  value: (image: number, location: number, channel: number) => number,
): Pick<Sample, 'mean' | 'variance' | 'count'> {
  const each = (visit: (value: number) => void) => {
    for (let image = 0; image < images; image++)
      for (const location of locations)
        for (let channel = 0; channel < channels; channel++) visit(value(image, location, channel));
  };
  const count = images * locations.length * channels;
  let sum = 0;
  each((x) => {
    sum += x;
  });
  const mean = sum / count;
  let squares = 0;
  each((x) => {
    squares += (x - mean) ** 2;
  });
  return { mean, variance: squares / count, count };
}

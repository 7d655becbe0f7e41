/** Which values of a layer share one mean and variance, for pictures: a cube of few images, channels and locations. */
import type { Normalization } from './normalization.ts';

/** Images, channels and locations along each side of the cube. */
export const CUBE = 4;

export interface Cell {
  image: number;
  channel: number;
  location: number;
}

/** A number that cells have in common which share a mean; undefined without a normalization. */
export function sharedGroup(
  normalization: Normalization,
  { image, channel, location }: Cell,
): number | undefined {
  switch (normalization.kind) {
    case 'none':
      return undefined;
    case 'batch':
    case 'noisy-batch':
      return normalization.axes === 'per-activation' ? channel * CUBE + location : channel;
    case 'ghost':
      // Two ghost batches stand for all.
      return channel * 2 + Math.floor((2 * image) / CUBE);
    case 'group': {
      const groups = shownGroups(normalization.groups);
      return image * groups + Math.floor((groups * channel) / CUBE);
    }
  }
}

/** One group is all channels, 32 are single ones of the first layer; all between are shown as two. */
function shownGroups(groups: number): number {
  if (groups === 1) return 1;
  return groups >= 32 ? CUBE : 2;
}

/**
 * Room for the outputs of normalizations that are not a mean and a scale for all images alike: blocks, and noise. They stand
 * beside the sums they are made of, which the way back needs, and pooling and relu take them as they are.
 */
import type { NormalisedLayer } from '../../domain/network.ts';
import type { Address, Arena } from './arena.ts';
import type { Kernels } from './kernels.ts';
import { HIDDEN, mapShapes, PANEL, PANELS } from './layers.ts';

/** Maps [pixel][channel][image]; of the fully connected layer [panel][image][64]. */
export interface Outputs extends Record<NormalisedLayer, Address> {
  /** The fully connected layer's as a map, [unit][image]: its sums and its outputs. */
  turned: { sums: Address; outputs: Address };
}

/** For at most `capacity` images. */
export function outputsFor(arena: Arena, capacity: number): Outputs {
  const region = (layer: NormalisedLayer) => {
    const { pixels, channels } = mapShapes[layer];
    return arena.region(pixels * channels * capacity);
  };
  return {
    conv1: region('conv1'),
    conv2: region('conv2'),
    fc1: region('fc1'),
    turned: { sums: region('fc1'), outputs: region('fc1') },
  };
}

/** One mean, scale and shift for each channel; the first two also for each pixel, if that is so many bytes from the next. */
export interface Affine {
  mean: Address;
  scale: Address;
  shift: Address;
  perPixel: number;
}

/** What leaves such outputs as they are. */
export function unchanged(arena: Arena): Affine {
  const zeros = arena.region(HIDDEN);
  const ones = arena.regionOf(new Float32Array(HIDDEN).fill(1));
  return { mean: zeros, scale: ones, shift: zeros, perPixel: 0 };
}

/** [panel][image][64] as [unit][image]. */
export function turn(kernels: Kernels, from: Address, to: Address, images: number): void {
  kernels.transposeAll(from, to, PANELS, images, PANEL);
}

/** [unit][image] as [panel][image][64]. */
export function turnBack(kernels: Kernels, from: Address, to: Address, images: number): void {
  kernels.transposeAll(from, to, PANELS, PANEL, images);
}

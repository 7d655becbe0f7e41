/** The shapes of the layers, as the kernels want to know them. */
import { CLASSES, HIDDEN, IMAGE_SIDE, type NormalisedLayer, PIXELS } from '../../domain/network.ts';
import type { BatchAxes } from '../../domain/normalization.ts';

export interface ConvLayer {
  /** Of its maps, before pooling. */
  side: number;
  inputs: number;
  channels: number;
  /** side². */
  pixels: number;
  /** Pixels after pooling. */
  windows: number;
}

function convLayer(side: number, inputs: number, channels: number): ConvLayer {
  return { side, inputs, channels, pixels: side * side, windows: (side * side) / 4 };
}

export const conv1 = convLayer(IMAGE_SIDE, 1, 32);
export const conv2 = convLayer(IMAGE_SIDE / 2, 32, 64);
export const convLayers = { conv1, conv2 };
export type ConvName = keyof typeof convLayers;

/** Taps of a kernel. */
export const TAPS = 25;
/** Rows of taps, and places of a tile, in Winograd's way; see `assembly/winograd.ts`. */
export const TAP_ROWS = 5;
export const TILE = 6;
/** Inputs of the fully connected layer. */
export const FLAT = conv2.windows * conv2.channels;
/** Units of the fully connected layer that stand together; see `assembly/dense.ts`. */
export const PANEL = 64;
export const PANELS = HIDDEN / PANEL;

/** What is normalised as a map, [pixel][channel][image]: a unit of the fully connected layer is a channel of one pixel. */
export const mapShapes: Record<NormalisedLayer, { pixels: number; channels: number }> = {
  conv1,
  conv2,
  fc1: { pixels: 1, channels: HIDDEN },
};

/** Over which values the means of a convolution's normalization are taken, as the kernels want to know it. */
export interface Grouping {
  /** Groups of pixels with means of their own, and pixels of a group. */
  groups: number;
  members: number;
  /** Bytes from one pixel's means to the next one's. */
  perPixel: number;
}

export function groupingOf({ pixels, channels }: ConvLayer, axes: BatchAxes): Grouping {
  return axes === 'per-activation'
    ? { groups: pixels, members: 1, perPixel: channels * 4 }
    : { groups: 1, members: pixels, perPixel: 0 };
}

/** Images with their padding: four numbers are one vector. */
export function padded(images: number): number {
  return Math.ceil(images / 4) * 4;
}

export { CLASSES, HIDDEN, PIXELS };

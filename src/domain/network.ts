/**
 * The shape of the network: TensorFlow's *Deep MNIST for Experts* (2016).
 *
 * conv 5×5×32 → BN or bias → relu → max-pool → conv 5×5×64 → BN or bias → relu → max-pool → fc 1024 → BN or
 * bias → relu → dropout → fc 10. Activations are NHWC, kernels HWIO. A layer that is normalised has gamma
 * and beta and no bias; the last layer always has its bias.
 */

import type { BatchAxes, Normalization } from './normalization.ts';

/** Side of the square input images, in pixels. */
export const IMAGE_SIDE = 28;
/** Pixels in an image. */
export const PIXELS = IMAGE_SIDE * IMAGE_SIDE;
/** Number of digits to tell apart. */
export const CLASSES = 10;
/** The digits from 0 to 9. */
export const classes: readonly number[] = Array.from({ length: CLASSES }, (_, digit) => digit);
/** Units of the fully connected hidden layer. */
export const HIDDEN = 1024;
/** Added to the variance before its square root is taken; the article's value. */
export const BATCH_NORM_EPSILON = 1e-5;
/** Share of the past in the moving averages of the batch statistics (Keras's convention; PyTorch's momentum is 0.1). */
export const MOVING_AVERAGE_MOMENTUM = 0.9;

/** The layers that Batch Normalization normalises. */
export const normalisedLayers = ['conv1', 'conv2', 'fc1'] as const;
export type NormalisedLayer = (typeof normalisedLayers)[number];

/**
 * Every tensor that a network may train, with its shape, in the order of the golden traces. Which of them
 * a network has depends on whether it is normalised.
 */
export const parameterShapes = {
  'conv1.kernel': [5, 5, 1, 32],
  'conv2.kernel': [5, 5, 32, 64],
  'fc1.kernel': [7 * 7 * 64, HIDDEN],
  'fc2.kernel': [HIDDEN, CLASSES],
  'conv1.bias': [32],
  'conv2.bias': [64],
  'fc1.bias': [HIDDEN],
  'fc2.bias': [CLASSES],
  'conv1.gamma': [32],
  'conv2.gamma': [64],
  'fc1.gamma': [HIDDEN],
  'conv1.beta': [32],
  'conv2.beta': [64],
  'fc1.beta': [HIDDEN],
} as const satisfies Record<string, readonly number[]>;

export type ParameterName = keyof typeof parameterShapes;
/** Values of trained tensors, flat and row-major. */
export type Parameters = Partial<Record<ParameterName, Float32Array>>;

/** All parameter names, in the order of the golden traces. */
export const allParameterNames = Object.keys(parameterShapes) as ParameterName[];

/** The tensors that a network trains, in the order of the golden traces. */
export function parameterNames(normalization: Normalization): ParameterName[] {
  const absent = normalization.kind === 'none' ? /\.(gamma|beta)$/ : /^(conv1|conv2|fc1)\.bias$/;
  return allParameterNames.filter((name) => !absent.test(name));
}

/** The names of some tensors, as they stand in an object. */
export function parameterNamesOf(parameters: Parameters): ParameterName[] {
  return Object.keys(parameters) as ParameterName[];
}

/** Number of values in a trained tensor. */
export function parameterSize(name: ParameterName): number {
  return parameterShapes[name].reduce((product, side) => product * side, 1);
}

/** Number of inputs that one output of a kernel sums over. */
export function fanIn(name: ParameterName): number {
  return parameterShapes[name].slice(0, -1).reduce((product: number, side) => product * side, 1);
}

/** Height, width and channels of a normalised layer's maps; a fully connected one has a single location. */
export function layerShape(layer: NormalisedLayer): [number, number, number] {
  const shapes = { conv1: [28, 28, 32], conv2: [14, 14, 64], fc1: [1, 1, HIDDEN] } as const;
  return [...shapes[layer]];
}

/** Shape of the statistics of a normalised layer: one mean and one variance for each of these. */
export function statisticsShape(layer: NormalisedLayer, axes: BatchAxes): number[] {
  if (layer === 'fc1') return [1, HIDDEN];
  const [side, channels] = layer === 'conv1' ? [28, 32] : [14, 64];
  return axes === 'per-activation' ? [1, side, side, channels] : [1, 1, 1, channels];
}

/** Images × locations that one mean of a normalised layer is taken over. */
export function sampleSize(layer: NormalisedLayer, axes: BatchAxes, images: number): number {
  if (axes === 'per-activation' || layer === 'fc1') return images;
  const side = layer === 'conv1' ? 28 : 14;
  return images * side * side;
}

/** Floating point operations of one training step, forward and backward, counting a multiply-add as two. */
export function stepOperations(batchSize: number): number {
  const conv1 = 28 * 28 * 25 * 32;
  const conv2 = 14 * 14 * 25 * 32 * 64;
  const fc = 7 * 7 * 64 * HIDDEN + HIDDEN * CLASSES;
  // Forward, gradient of the weights and gradient of the input are one product each; the first layer's
  // input needs no gradient.
  return 2 * batchSize * (2 * conv1 + 3 * conv2 + 3 * fc);
}

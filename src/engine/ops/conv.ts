/**
 * Convolution 5×5, stride 1, padding SAME, and its gradients as forward operations.
 *
 * tfjs has no gradient of a kernel on WebAssembly and a slow one on WebGL. Both gradients are themselves
 * convolutions: that of the input convolves dY with the kernel rotated by 180° and its channel axes swapped;
 * that of the kernel convolves the padded input with dY as the kernel, batch and channel axes swapped.
 */
import {
  addN,
  conv2d,
  getBackend,
  matMul,
  pad,
  reshape,
  reverse,
  slice,
  type Tensor2D,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';

/** x [N, H, W, C] and kernel [5, 5, C, K] give [N, H, W, K]. */
export function convolve(x: Tensor4D, kernel: Tensor4D): Tensor4D {
  return conv2d(x, kernel, 1, 'same');
}

/** Gradient of the input, [N, H, W, C], from that of the output, [N, H, W, K]. */
export function convInputGradient(dy: Tensor4D, kernel: Tensor4D): Tensor4D {
  if (getBackend() === 'webgl') return inputGradientByShifts(dy, kernel);
  return tidy(() => conv2d(dy, transpose(reverse(kernel, [0, 1]), [0, 1, 3, 2]), 1, 'same'));
}

/**
 * The same gradient as one matrix product, dY with all taps of the kernel, whose results are then added
 * up where they belong, first along rows and then along columns.
 *
 * tfjs's convolution on WebGL first copies each patch of its input, which with the many channels of dY takes
 * as long as the arithmetic; this way takes half the time.
 */
function inputGradientByShifts(dy: Tensor4D, kernel: Tensor4D): Tensor4D {
  return tidy(() => {
    const [n, height, width, outputs] = dy.shape;
    const [taps, , inputs] = kernel.shape;
    const byTap: Tensor2D = reshape(transpose(kernel, [3, 1, 0, 2]), [outputs, taps * taps * inputs]);
    const products: Tensor4D = reshape(matMul(reshape(dy, [n * height * width, outputs]), byTap), [
      n,
      height,
      width,
      taps * taps * inputs,
    ]);
    return addShifted(addShifted(products, 2, taps), 1, taps);
  });
}

/**
 * Cuts the channels of x into `taps` equal groups, moves group k by k − ⌊taps / 2⌋ along an axis, and adds them
 * all; what leaves the picture is lost.
 */
function addShifted(x: Tensor4D, axis: 1 | 2, taps: number): Tensor4D {
  const middle = (taps - 1) / 2;
  const channels = x.shape[3] / taps;
  const groups = Array.from({ length: taps }, (_, k) => {
    const before = Math.max(0, k - middle);
    const after = Math.max(0, middle - k);
    const begin = [0, 0, 0, k * channels];
    const size = [...x.shape];
    const padding: [number, number][] = [
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ];
    begin[axis] = after;
    size[axis] = x.shape[axis] - before - after;
    size[3] = channels;
    padding[axis] = [before, after];
    return pad(slice(x, begin, size), padding);
  });
  return addN(groups);
}

/** Gradient of the kernel, [5, 5, C, K], from input [N, H, W, C] and gradient of the output [N, H, W, K]. */
export function convKernelGradient(x: Tensor4D, dy: Tensor4D): Tensor4D {
  return tidy(() => {
    const border: [number, number] = [2, 2];
    const images = transpose(pad(x, [[0, 0], border, border, [0, 0]]), [3, 1, 2, 0]);
    const kernel = transpose(dy, [1, 2, 0, 3]);
    return transpose(conv2d(images as Tensor4D, kernel as Tensor4D, 1, 'valid'), [1, 2, 0, 3]);
  });
}

/**
 * Convolution 5×5, stride 1, padding SAME, and its gradients as forward operations.
 *
 * tfjs has no gradient of a kernel on WebAssembly and a slow one on WebGL. Both gradients are themselves
 * convolutions: that of the input convolves dY with the kernel rotated by 180° and its channel axes swapped;
 * that of the kernel convolves the padded input with dY as the kernel, batch and channel axes swapped.
 */
import { conv2d, pad, reverse, type Tensor4D, tidy, transpose } from '@tensorflow/tfjs-core';

/** x [N, H, W, C] and kernel [5, 5, C, K] give [N, H, W, K]. */
export function convolve(x: Tensor4D, kernel: Tensor4D): Tensor4D {
  return conv2d(x, kernel, 1, 'same');
}

/** Gradient of the input, [N, H, W, C], from that of the output, [N, H, W, K]. */
export function convInputGradient(dy: Tensor4D, kernel: Tensor4D): Tensor4D {
  return tidy(() => conv2d(dy, transpose(reverse(kernel, [0, 1]), [0, 1, 3, 2]), 1, 'same'));
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

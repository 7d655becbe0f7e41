/**
 * Max-pooling 2×2 with stride 2, and its gradient as forward operations.
 *
 * tfjs's own gradient walks over every window value by value (50 ms a step on WebAssembly, 5 ms this way).
 * Where several values of a window are the largest, they share the gradient equally. Such ties come from
 * equal patches of the input, above all the blank border of a digit, where it does not matter which
 * of the equals is trained; PyTorch and TensorFlow take the first.
 */
import {
  add,
  avgPool,
  div,
  maxPool,
  mul,
  type Rank,
  relu,
  reshape,
  sub,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import { constant } from './constant.ts';

/** [N, H, W, C] gives [N, H/2, W/2, C]. */
export function pool(x: Tensor4D): Tensor4D {
  return maxPool(x, 2, 2, 'valid');
}

// Turns any difference between two float32 values above 1e-30 into more than 1.
const STEEP = 1e30;

/** Gradient of the input x from that of the output y. */
export function poolGradient(dy: Tensor4D, x: Tensor4D, y: Tensor4D): Tensor4D {
  return tidy(() => {
    const [n, height, width, channels] = x.shape;
    const windows = [(n * height) / 2, 2, width / 2, 2, channels];
    const pooled = [(n * height) / 2, 1, width / 2, 1, channels];
    // 1 where a value equals its window's maximum, 0 where it is smaller.
    const behind = sub(reshape(x, windows), reshape(y, pooled));
    const winners = relu(add(mul(behind, constant(STEEP)), constant(1)));
    const share = avgPool(reshape<Rank.R4>(winners, x.shape), 2, 2, 'valid');
    const each = div(mul(dy, constant(1 / 4)), share);
    return reshape(mul(winners, reshape(each, pooled)), x.shape);
  });
}

/**
 * Convolutions 5×5, stride 1, padding SAME, and the gradients of their kernels, over maps [pixel][channel][image].
 *
 * As images are innermost, a pixel and a tap are a product of two small matrices that stand in memory as they are, and
 * the taps of a row are one longer product; taps outside the picture are left out.
 */

import { transpose } from './layout';
import { addMatrix, addPacked } from './tiles';

const TAPS = 5;
const BORDER = 2;

/**
 * out[pixel][k][n] = Σ over taps and c of kernel · x[pixel + tap][c][n]. Maps are side × side; `kernel` is packed as
 * [k / 4][tap][c][4]; `row` are the bytes of the images of one channel.
 */
export function convolve(
  x: usize,
  kernel: usize,
  out: usize,
  side: i32,
  inputs: i32,
  outputs: i32,
  images: i32,
): void {
  const row = <usize>images * 4;
  const pixelIn = <usize>inputs * row;
  const pixelOut = <usize>outputs * row;
  const tap = <usize>inputs * 16;
  const block = <usize>(TAPS * TAPS) * tap;
  for (let y = 0; y < side; y++)
    for (let column = 0; column < side; column++) {
      const first = max(0, BORDER - column);
      const last = min(TAPS, side + BORDER - column);
      memory.fill(out, 0, pixelOut);
      for (let ky = max(0, BORDER - y); ky < min(TAPS, side + BORDER - y); ky++)
        addPacked(
          out,
          row,
          outputs,
          images,
          x + <usize>((y + ky - BORDER) * side + column + first - BORDER) * pixelIn,
          row,
          kernel + <usize>(ky * TAPS + first) * tap,
          block,
          (last - first) * inputs,
        );
      out += pixelOut;
    }
}

/** The 25 values around a pixel of a map with one channel, [25][image]; 0 outside. */
function gather(x: usize, patch: usize, side: i32, y: i32, column: i32, row: usize): void {
  for (let ky = y - BORDER; ky < y - BORDER + TAPS; ky++)
    for (let kx = column - BORDER; kx < column - BORDER + TAPS; kx++) {
      if (<u32>ky < <u32>side && <u32>kx < <u32>side)
        memory.copy(patch, x + <usize>(ky * side + kx) * row, row);
      else memory.fill(patch, 0, row);
      patch += row;
    }
}

/**
 * The same for one input channel, whose taps would make short sums: the patch of each pixel is laid out first.
 * `patch` is room for [25][image].
 */
export function convolvePatches(
  x: usize,
  kernel: usize,
  out: usize,
  side: i32,
  outputs: i32,
  images: i32,
  patch: usize,
): void {
  const row = <usize>images * 4;
  const pixelOut = <usize>outputs * row;
  for (let y = 0; y < side; y++)
    for (let column = 0; column < side; column++) {
      gather(x, patch, side, y, column, row);
      memory.fill(out, 0, pixelOut);
      addPacked(out, row, outputs, images, patch, row, kernel, TAPS * TAPS * 16, TAPS * TAPS);
      out += pixelOut;
    }
}

/**
 * Gradient of the kernel of one input channel, [32 ≥ 25][outputs], from the gradient of the output. `patch` is room for
 * [32][image], `turned` for [image][outputs]; `count` images count, the others are padding.
 */
export function patchKernelGradient(
  x: usize,
  gradient: usize,
  out: usize,
  side: i32,
  outputs: i32,
  images: i32,
  count: i32,
  patch: usize,
  turned: usize,
): void {
  const row = <usize>images * 4;
  const outRow = <usize>outputs * 4;
  memory.fill(out, 0, 32 * outRow);
  memory.fill(patch, 0, 32 * row);
  for (let y = 0; y < side; y++)
    for (let column = 0; column < side; column++) {
      gather(x, patch, side, y, column, row);
      transpose(gradient, turned, outputs, images);
      addMatrix(out, outRow, 32, outputs, turned, outRow, patch, row, count);
      gradient += <usize>outputs * row;
    }
}

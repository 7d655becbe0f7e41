/**
 * Gradient of conv1's kernel. A fragment sums four taps of a row and four output channels, over some images; the matrix
 * is that of four pixels' gradients and four channels. The five taps of a row take two fragments, of which the second
 * has one tap to sum: four textures can be written at once everywhere, five cannot.
 */

import { overBatch, shifted, unroll, zeros } from '../glsl.ts';
import type { Shader } from '../gpu.ts';
import { GUARANTEED_SIDE, gradientMaps, mapAt, pixelsOf } from '../layout.ts';

/** Rows of a part: five rows of taps by two fragments. */
const ROWS = 10;

/** Images that one fragment sums over. */
function imagesPerPart(batchSize: number): number {
  return Math.ceil((batchSize * ROWS) / GUARANTEED_SIDE);
}

/** Size of the texture of all parts, of four layers. */
export function conv1PartsSize(batchSize: number): [width: number, height: number] {
  return [8, ROWS * Math.ceil(batchSize / imagesPerPart(batchSize))];
}

/** Parts: column output texel, row ky · 2 + half + 10 · part, layer kx within the half. */
export function conv1KernelGradient(batchSize: number): Shader {
  const perPart = imagesPerPart(batchSize);
  return {
    name: `conv1-kernel-gradient-${batchSize}`,
    outputs: 4,
    inputs: ['images', 'gradient'],
    body: `
${pixelsOf(batchSize)}
${mapAt('gradient', gradientMaps.conv1, batchSize)}
void main() {
  ivec2 p = position();
  int part = p.y / ${ROWS};
  int row = p.y - part * ${ROWS};
  int ky = row >> 1;
  int half_ = row & 1;
  ${zeros('v', 4)}
  int end = min((part + 1) * ${perPart}, ${batchSize});
  for (int n = part * ${perPart}; n < end; n++)
    for (int y = 0; y < 28; y++) {
      ivec2 at = gradientAt(n, y, 0, p.x);
      vec4 low;
      vec4 high = pixels(n, y + ky, half_);
      // Summed by rows first: a sum of 784 products in one go loses a digit.
      ${zeros('s', 4)}
      for (int quad = 0; quad < 7; quad++) {
        low = high;
        high = pixels(n, y + ky, quad + half_ + 1);
        mat4 g = mat4(${[0, 1, 2, 3].map((k) => `texelFetch(gradient, ivec2(at.x + (4 * quad + ${k}) * gradientRight, at.y), 0)`).join(', ')});
        ${unroll(4, (k) => `s${k} += g * ${shifted('low', 'high', k)};`)}
      }
      ${unroll(4, (k) => `v${k} += s${k};`)}
    }
  ${unroll(4, (i) => `o${i} = v${i};`)}
}`,
  };
}

/** Adds up the parts into the kernel's region of the gradients' atlas. */
export function conv1KernelSum(batchSize: number): Shader {
  const parts = conv1PartsSize(batchSize)[1] / ROWS;
  return {
    name: `conv1-kernel-sum-${parts}`,
    outputs: 1,
    inputs: ['parts[]'],
    body: `
void main() {
  ivec2 p = position();
  int i = p.y * 128 + p.x;
  int tap = i >> 3;
  int ky = tap / 5;
  int kx = tap - ky * 5;
  ${overBatch(1, parts, `s0 += texelFetch(parts, ivec3(i & 7, ky * 2 + (kx >> 2) + ${ROWS} * n, kx & 3), 0);`)}
  // The region has room for 32 taps.
  o0 = tap < 25 ? v0 : vec4(0.0);
}`,
  };
}

/**
 * Gradient of conv2's kernel: for each tap a product of input channels by output channels, summed over all pixels. The
 * sum is split over the images, so that there is work for a whole graphics card, and combined by a second draw.
 */

import { unroll, zeros } from '../glsl.ts';
import type { Shader } from '../gpu.ts';
import { GUARANTEED_SIDE, gradientMaps, mapAt, maps } from '../layout.ts';

const TAPS = 25;
/** As many as give a laptop's graphics card some ten thousand fragments at a batch of 50. */
const FEWEST_IMAGES_PER_PART = 5;

/** Input channels that one fragment computes, by four output channels: as many textures are written at once. */
export type ChannelsPerFragment = 4 | 8;

function imagesPerPart(batchSize: number): number {
  return Math.max(FEWEST_IMAGES_PER_PART, Math.ceil((batchSize * TAPS) / GUARANTEED_SIDE));
}

/** Size of the texture of all parts; it has a layer for each input channel of a fragment. */
export function conv2PartsSize(channels: ChannelsPerFragment, batchSize: number): [number, number] {
  return [512 / channels, TAPS * Math.ceil(batchSize / imagesPerPart(batchSize))];
}

/** Parts: column input block · 16 + output texel, row tap + 25 · part, layer channel within the input block. */
export function conv2KernelGradient(channels: ChannelsPerFragment, batchSize: number): Shader {
  const perPart = imagesPerPart(batchSize);
  const texels = channels / 4;
  const each = [0, 1, 2, 3];
  // A 2×2 window of pixels at a time, whose gradients are a matrix.
  const block = (texel: number) => `{
          vec4 ${each.map((i) => `a${i} = texelFetch(pooled, ivec2(from.x + ${i & 1} * pixelRight + ${texel}, from.y + ${i >> 1} * pixelDown), 0)`).join(', ')};
          ${unroll(4, (k) => `s${4 * texel + k} += g * vec4(a0[${k}], a1[${k}], a2[${k}], a3[${k}]);`)}
        }`;
  return {
    name: `conv2-kernel-gradient-${channels}-${batchSize}`,
    outputs: channels,
    inputs: ['pooled', 'gradient'],
    body: `
${mapAt('pixel', maps.conv1, batchSize)}
${mapAt('gradient', gradientMaps.conv2, batchSize)}
void main() {
  ivec2 p = position();
  int co = p.x & 15;
  int ci = (p.x >> 4) * ${texels};
  int part = p.y / ${TAPS};
  int tap = p.y - part * ${TAPS};
  int dy = tap / 5 - 2;
  int dx = tap % 5 - 2;
  ${zeros('v', channels)}
  int end = min((part + 1) * ${perPart}, ${batchSize});
  for (int n = part * ${perPart}; n < end; n++)
    for (int y = 0; y < 14; y += 2) {
      // Summed by rows first: a sum of 980 products in one go loses a digit.
      ${zeros('s', channels)}
      for (int x = 0; x < 14; x += 2) {
        ivec2 from = pixelAt(n, y + dy, x + dx, ci);
        ivec2 at = gradientAt(n, y, x, co);
        mat4 g = mat4(${each.map((i) => `texelFetch(gradient, ivec2(at.x + ${i & 1} * gradientRight, at.y + ${i >> 1} * gradientDown), 0)`).join(', ')});
        ${unroll(texels, block)}
      }
      ${unroll(channels, (i) => `v${i} += s${i};`)}
    }
  ${unroll(channels, (i) => `o${i} = v${i};`)}
}`,
  };
}

/** Adds up the parts into the kernel's region of the gradients' atlas. */
export function conv2KernelSum(channels: ChannelsPerFragment, batchSize: number): Shader {
  const parts = conv2PartsSize(channels, batchSize)[1] / TAPS;
  return {
    name: `conv2-kernel-sum-${channels}-${parts}`,
    outputs: 1,
    inputs: ['parts[]'],
    body: `
void main() {
  ivec2 p = position();
  int tap = p.y >> 2;
  int channel = ((p.y & 3) << 3) + (p.x >> 4);
  ivec2 at = ivec2((channel / ${channels}) * 16 + (p.x & 15), tap);
  vec4 sum = vec4(0.0);
  for (int part = 0; part < ${parts}; part++)
    sum += texelFetch(parts, ivec3(at.x, at.y + ${TAPS} * part, channel % ${channels}), 0);
  o0 = sum;
}`,
  };
}

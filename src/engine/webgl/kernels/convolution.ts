/**
 * conv2 forward and the gradient of its input: two convolutions of 5×5 taps, as implicit matrix products. They are one
 * shader, as the gradient of the input is a convolution with the kernel turned by 180° and its channels swapped.
 *
 * A fragment computes one or two 2×2 windows of four channels, in 16 or 32 sums. Its loop is over four input channels
 * at a time, whose 4×4 weights of a tap are one matrix. Of its patch two rows are held while the taps pass over them,
 * so each loaded pixel serves up to four outputs and each loaded matrix four or eight.
 *
 * The sums of 800 or 1,600 products are made in three levels, `r` over a row of taps, `s` over a group, `v` over all: in
 * one go they would lose a digit, and it costs nothing.
 */

import { unroll, zeros } from '../glsl.ts';
import type { Shader } from '../gpu.ts';
import {
  gradientMaps,
  type MapShape,
  mapAt,
  mapPlace,
  maps,
  regions,
  type WindowsPerFragment,
  windows,
  writtenWindows,
} from '../layout.ts';

/** conv2's linear part: from the pooled map [N, 14, 14, 32] to windows of [N, 14, 14, 64]. */
export function conv2Forward(wide: WindowsPerFragment, batchSize: number): Shader {
  return convolution(wide, batchSize, {
    name: 'conv2-forward',
    from: maps.conv1,
    to: windows.conv2,
    weights: (kx) => `ivec2((group & 1) * 64 + c, 4 * (ky * 5 + ${kx}) + (group >> 1))`,
    product: (pixel) => `w * ${pixel}`,
  });
}

/** From the gradient of conv2's linear output [N, 14, 14, 64] to windows of that of its input [N, 14, 14, 32]. */
export function conv2InputGradient(wide: WindowsPerFragment, batchSize: number): Shader {
  return convolution(wide, batchSize, {
    name: 'conv2-input-gradient',
    from: gradientMaps.conv2,
    to: windows.conv1Pooled,
    weights: (kx) => `ivec2((c & 1) * 64 + group, 4 * ((4 - ky) * 5 + ${4 - kx}) + (c >> 1))`,
    product: (pixel) => `${pixel} * w`,
  });
}

interface Convolution {
  name: string;
  from: MapShape;
  to: MapShape;
  /** GLSL: where in the kernel's region the matrix of a tap begins. */
  weights: (kx: number) => string;
  /** GLSL: the product of the matrix `w` and a pixel. */
  product: (pixel: string) => string;
}

function convolution(
  wide: WindowsPerFragment,
  batchSize: number,
  { name, from, to, weights, product }: Convolution,
): Shader {
  const outputsPerRow = 2 * wide;
  const patch = outputsPerRow + 4;
  const load = (row: string) => `{
      ivec2 first = sourceAt(n, ${row}, ${outputsPerRow} * x - 2, group);
      ${unroll(patch, (k) => `b${k} = texelFetch(source, ivec2(first.x + ${k} * sourceRight, first.y), 0);`)}
    }`;
  // Sum 4·window + place: two places lie in the row above, two in the row below.
  const tap = (kx: number) => `{
        ivec2 at = ${weights(kx)} + ivec2(0, ${regions['conv2.kernel'].y});
        mat4 w = mat4(
          texelFetch(atlas, at, 0),
          texelFetch(atlas, ivec2(at.x + 16, at.y), 0),
          texelFetch(atlas, ivec2(at.x + 32, at.y), 0),
          texelFetch(atlas, ivec2(at.x + 48, at.y), 0));
        ${unroll(outputsPerRow, (j) => {
          const sum = 4 * (j >> 1) + (j & 1);
          return `r${sum} += ${product(`a${j + kx}`)}; r${sum + 2} += ${product(`b${j + kx}`)};`;
        })}
      }`;
  return {
    name: `${name}-${wide}-${batchSize}`,
    outputs: 4 * wide,
    inputs: ['source', 'atlas'],
    body: `
${mapAt('source', from, batchSize)}
void main() {
  ${mapPlace(writtenWindows(to, wide), batchSize)}
  ${zeros('v', 4 * wide)}
  ${zeros('a', patch)}
  ${zeros('b', patch)}
  for (int group = 0; group < ${from.texels}; group++) {
    ${zeros('s', 4 * wide)}
    ${load('2 * y - 2')}
    // Only this loop's body is unrolled: drivers take minutes for all 25 taps.
    for (int ky = 0; ky < 5; ky++) {
      ${unroll(patch, (k) => `a${k} = b${k};`)}
      ${load('2 * y - 1 + ky')}
      ${zeros('r', 4 * wide)}
      ${unroll(5, tap)}
      ${unroll(4 * wide, (i) => `s${i} += r${i};`)}
    }
    ${unroll(4 * wide, (i) => `v${i} += s${i};`)}
  }
  ${unroll(4 * wide, (i) => `o${i} = v${i};`)}
}`,
  };
}

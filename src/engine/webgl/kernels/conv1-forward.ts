/**
 * conv1 forward: from the bytes of the images [N, 28, 28] to windows of [N, 28, 28, 32].
 *
 * There is one input channel, so the matrix is that of four taps of a row and four output channels. The images stand
 * four pixels a texel: two texels hold all that a row of taps needs of a row of pixels.
 */

import { shifted, unroll, zeros } from '../glsl.ts';
import type { Shader } from '../gpu.ts';
import { mapPlace, pixelsOf, regions, type WindowsPerFragment, windows, writtenWindows } from '../layout.ts';

export function conv1Forward(wide: WindowsPerFragment, batchSize: number): Shader {
  const { x, y } = regions['conv1.kernel'];
  const outputsPerRow = 2 * wide;
  // Pixels 2·wide·x … + 7 with padding; a single window may begin in the middle of a texel.
  const load = (row: string) =>
    wide === 2
      ? `lowB = pixels(n, ${row}, x); highB = pixels(n, ${row}, x + 1);`
      : `lowB = pixels(n, ${row}, x >> 1); highB = pixels(n, ${row}, (x >> 1) + 1);
      if ((x & 1) == 1) { lowB = ${shifted('lowB', 'highB', 2)}; highB = highB.zwxy; }`;
  return {
    name: `conv1-forward-${wide}-${batchSize}`,
    outputs: 4 * wide,
    inputs: ['images', 'atlas'],
    body: `
${pixelsOf(batchSize)}
vec4 weight(int tap, int c) {
  int i = tap * 8 + c;
  return texelFetch(atlas, ivec2(${x} + (i & 127), ${y} + (i >> 7)), 0);
}
void main() {
  ${mapPlace(writtenWindows(windows.conv1, wide), batchSize)}
  ${zeros('v', 4 * wide)}
  vec4 lowA, highA, lowB, highB;
  ${load('2 * y')}
  for (int ky = 0; ky < 5; ky++) {
    lowA = lowB;
    highA = highB;
    ${load('2 * y + 1 + ky')}
    mat4 w = mat4(${[0, 1, 2, 3].map((kx) => `weight(ky * 5 + ${kx}, c)`).join(', ')});
    vec4 last = weight(ky * 5 + 4, c);
    ${unroll(outputsPerRow, (j) => {
      const sum = 4 * (j >> 1) + (j & 1);
      return `v${sum} += w * ${shifted('lowA', 'highA', j)} + last * highA[${j}];
    v${sum + 2} += w * ${shifted('lowB', 'highB', j)} + last * highB[${j}];`;
    })}
  }
  ${unroll(4 * wide, (i) => `o${i} = v${i};`)}
}`,
  };
}

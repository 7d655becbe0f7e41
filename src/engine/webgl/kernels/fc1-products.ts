/**
 * The three matrix products of the fully connected layer of 1,024 units: 98 % of all parameters.
 *
 * A fragment computes four or eight rows of its result (images or inputs), in as many textures, by four columns. Its
 * values stand in plain textures, unit texels across and images down.
 */

import { divided, remainder, unroll, zeros } from '../glsl.ts';
import type { Shader } from '../gpu.ts';
import { FLAT_ROW, FLAT_TEXELS, HIDDEN_TEXELS, mapAt, maps } from '../layout.ts';

/** Rows that one fragment computes; as many textures are written at once. */
export type RowsPerFragment = 4 | 8;

/** Parts of fc1's long sums, one for each row of conv2's map; shorter sums also lose less precision. */
export const FC1_PARTS = 7;

/** Texels of units that the gradient of fc1's input sums in one go: all 256 at once would lose a digit. */
const UNITS_PER_SUM = 16;

/** Blocks of images. */
export function imageBlocks(rows: RowsPerFragment, batchSize: number): number {
  return Math.ceil(batchSize / rows);
}

/** Height of textures over images that products read four by four; what is beyond the batch stays zero. */
export function fullImages(batchSize: number): number {
  return Math.ceil(batchSize / 4) * 4;
}

/** Loads the four rows k … k + 3 of fc1's kernel at units `j`, k a multiple of 4, as a matrix. */
const KERNEL_ROWS = `mat4(
      texelFetch(kernel, ivec2(j, k >> 1), 0),
      texelFetch(kernel, ivec2(j + ${HIDDEN_TEXELS}, k >> 1), 0),
      texelFetch(kernel, ivec2(j, (k >> 1) + 1), 0),
      texelFetch(kernel, ivec2(j + ${HIDDEN_TEXELS}, (k >> 1) + 1), 0))`;

/** Products of one part: column unit texel, row block + part · blocks, layer image within the block. */
export function fc1Forward(rows: RowsPerFragment, batchSize: number): Shader {
  const blocks = imageBlocks(rows, batchSize);
  const { width, texels } = maps.conv2;
  return {
    name: `fc1-forward-${rows}-${batchSize}`,
    outputs: rows,
    inputs: ['pooled', 'kernel'],
    body: `
${mapAt('source', maps.conv2, batchSize)}
void main() {
  ivec2 p = position();
  int j = p.x;
  int part = p.y / ${blocks};
  int n = (p.y - part * ${blocks}) * ${rows};
  ${zeros('v', rows)}
  ${unroll(rows, (i) => `ivec2 at${i} = sourceAt(min(n + ${i}, ${batchSize - 1}), part, 0, 0);`)}
  for (int x = 0; x < ${width}; x++) {
    // Summed by pixels first: a sum of 448 products in one go loses a digit.
    ${zeros('s', rows)}
    for (int c = 0; c < ${texels}; c++) {
      int k = ((part * ${width} + x) * ${texels} + c) * 4;
      int column = x * sourceRight + c;
      mat4 w = ${KERNEL_ROWS};
      ${unroll(rows, (i) => `s${i} += w * texelFetch(pooled, ivec2(at${i}.x + column, at${i}.y), 0);`)}
    }
    ${unroll(rows, (i) => `v${i} += s${i};`)}
  }
  ${unroll(rows, (i) => `o${i} = v${i};`)}
}`,
  };
}

/** Size of the texture of the input's gradient; it has a layer for each image of a block. */
export function fc1InputGradientSize(rows: RowsPerFragment, batchSize: number): [number, number] {
  return [FLAT_ROW, 7 * imageBlocks(rows, batchSize)];
}

/** Gradient of the layer's input, which is conv2's pooled output: row block · 7 + y, layer image within the block. */
export function fc1InputGradient(rows: RowsPerFragment, batchSize: number): Shader {
  return {
    name: `fc1-input-gradient-${rows}-${batchSize}`,
    outputs: rows,
    inputs: ['linearGradient', 'kernel'],
    body: `
void main() {
  ivec2 p = position();
  int block = p.y / 7;
  int k = ((p.y - block * 7) * ${FLAT_ROW} + p.x) * 4;
  int n = block * ${rows};
  ${zeros('v', rows)}
  ${unroll(rows, (i) => `int n${i} = min(n + ${i}, ${batchSize - 1});`)}
  for (int first = 0; first < ${HIDDEN_TEXELS}; first += ${UNITS_PER_SUM}) {
    ${zeros('s', rows)}
    for (int j = first; j < first + ${UNITS_PER_SUM}; j++) {
      mat4 w = ${KERNEL_ROWS};
      ${unroll(rows, (i) => `s${i} += texelFetch(linearGradient, ivec2(j, n${i}), 0) * w;`)}
    }
    ${unroll(rows, (i) => `v${i} += s${i};`)}
  }
  ${unroll(rows, (i) => `o${i} = v${i};`)}
}`,
  };
}

/** Size of the texture of the kernel's gradient; it has a layer for each input of a block. */
export function fc1KernelGradientSize(rows: RowsPerFragment): [number, number] {
  return [HIDDEN_TEXELS, (FLAT_TEXELS * 4) / rows];
}

/** Gradient of the kernel: column unit texel, row block of inputs, layer input within the block. */
export function fc1KernelGradient(rows: RowsPerFragment, batchSize: number): Shader {
  const texels = rows / 4;
  const each = [0, 1, 2, 3];
  return {
    name: `fc1-kernel-gradient-${rows}-${batchSize}`,
    outputs: rows,
    inputs: ['pooled', 'linearGradient'],
    body: `
${mapAt('source', maps.conv2, batchSize)}
void main() {
  ivec2 p = position();
  int first = p.y * ${texels};
  int y = first / ${FLAT_ROW};
  int x = (first - y * ${FLAT_ROW}) >> 4;
  int c = first & 15;
  ${zeros('v', rows)}
  // Four images at a time, whose gradients are a matrix; those beyond the batch are zero.
  for (int n = 0; n < ${batchSize}; n += 4) {
    mat4 d = mat4(${each.map((i) => `texelFetch(linearGradient, ivec2(p.x, n + ${i}), 0)`).join(', ')});
    ${unroll(4, (i) => `ivec2 at${i} = sourceAt(min(n + ${i}, ${batchSize - 1}), y, x, c);`)}
    ${unroll(
      texels,
      (t) => `{
      vec4 ${each.map((i) => `a${i} = texelFetch(pooled, ivec2(at${i}.x + ${t}, at${i}.y), 0)`).join(', ')};
      ${unroll(4, (k) => `v${4 * t + k} += d * vec4(a0[${k}], a1[${k}], a2[${k}], a3[${k}]);`)}
    }`,
    )}
  }
  ${unroll(rows, (i) => `o${i} = v${i};`)}
}`,
  };
}

/** GLSL: the gradient at a place of the folded kernel, as `fc1KernelGradient` has written it. */
export function fc1GradientAt(rows: RowsPerFragment): string {
  return `vec4 gradientAt(ivec2 p) {
  int k = (p.y << 1) | (p.x >> 8);
  return texelFetch(gradient, ivec3(p.x & ${HIDDEN_TEXELS - 1}, ${divided('k', rows)}, ${remainder('k', rows)}), 0);
}`;
}

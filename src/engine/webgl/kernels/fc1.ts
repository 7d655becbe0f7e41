/**
 * The fully connected layer of 1,024 units: 98 % of all parameters.
 *
 * Its three products are blocked by four images and four units (or inputs): eight texels are loaded for 64
 * multiplications. Its values stand in plain textures, unit texels across and images down.
 */
import { BATCH_NORM_EPSILON, HIDDEN } from '../../../domain/network.ts';
import type { Shader } from '../gpu.ts';
import { FLAT_ROW, HIDDEN_TEXELS, mapAt, maps, regions } from '../layout.ts';
import { unroll, vectorAt } from './glsl.ts';

/** Parts of fc1's long sums, one for each row of conv2's map; shorter sums also lose less precision. */
export const FC1_PARTS = 7;

/** Blocks of four images. */
export function imageBlocks(batchSize: number): number {
  return Math.ceil(batchSize / 4);
}

/** Loads the four rows k … k + 3 of fc1's kernel at units `j`, k a multiple of 4, as a matrix. */
const KERNEL_ROWS = `mat4(
      texelFetch(kernel, ivec2(j, k >> 1), 0),
      texelFetch(kernel, ivec2(j + ${HIDDEN_TEXELS}, k >> 1), 0),
      texelFetch(kernel, ivec2(j, (k >> 1) + 1), 0),
      texelFetch(kernel, ivec2(j + ${HIDDEN_TEXELS}, (k >> 1) + 1), 0))`;

/** Products of one part: column unit texel, row block + part · blocks, layer image within the block. */
export function fc1Forward(batchSize: number): Shader {
  const blocks = imageBlocks(batchSize);
  return {
    name: `fc1-forward-${batchSize}`,
    outputs: 4,
    inputs: ['pooled', 'kernel'],
    body: `
${mapAt('source', maps.conv2, batchSize)}
void main() {
  ivec2 p = position();
  int j = p.x;
  int n = (p.y % ${blocks}) * 4;
  int part = p.y / ${blocks};
  ${unroll(4, (i) => `vec4 v${i} = vec4(0.0); ivec2 at${i} = sourceAt(min(n + ${i}, ${batchSize - 1}), part, 0, 0);`)}
  for (int i = 0; i < ${FLAT_ROW}; i++) {
    int k = (part * ${FLAT_ROW} + i) * 4;
    mat4 w = ${KERNEL_ROWS};
    ${unroll(4, (i) => `v${i} += w * texelFetch(pooled, ivec2(at${i}.x + i, at${i}.y), 0);`)}
  }
  ${unroll(4, (i) => `o${i} = v${i};`)}
}`,
  };
}

/** GLSL: dropout's factor of four units, from the same hash as `domain/dropout.ts`. */
const DROPOUT = `
uint hash(uint index, uint seed) {
  uint h = index * 0x9e3779b9u + seed;
  h ^= h >> 16;
  h *= 0x85ebca6bu;
  h ^= h >> 13;
  h *= 0xc2b2ae35u;
  return h ^ (h >> 16);
}
vec4 dropout(int n, int j) {
  uint first = uint(n * ${HIDDEN} + 4 * j);
  return factor * vec4(
    hash(first, seed) < threshold, hash(first + 1u, seed) < threshold,
    hash(first + 2u, seed) < threshold, hash(first + 3u, seed) < threshold);
}`;

const DROPOUT_UNIFORMS = { seed: 'uint', threshold: 'uint', factor: 'float' } as const;

/**
 * Adds up the parts. Without BN also bias, relu and dropout: the layer's output; with BN the linear part's output.
 * Images down, unit texels across.
 */
export function fc1Sum(batchSize: number, normalised: boolean, dropout: boolean): Shader {
  const drops = dropout && !normalised;
  const result = normalised ? 'sum' : `max(sum + shift(j), 0.0)${drops ? ' * dropout(n, j)' : ''}`;
  return {
    name: `fc1-sum-${normalised ? 'linear' : 'hidden'}-${drops}-${batchSize}`,
    outputs: 1,
    inputs: ['parts[]', ...(normalised ? [] : ['atlas'])],
    ...(drops && { uniforms: DROPOUT_UNIFORMS }),
    body: `
${normalised ? '' : vectorAt('shift', regions['fc1.shift'])}
${drops ? DROPOUT : ''}
void main() {
  ivec2 p = position();
  int j = p.x;
  int n = p.y;
  vec4 sum = vec4(0.0);
  for (int part = 0; part < ${FC1_PARTS}; part++)
    sum += texelFetch(parts, ivec3(j, (n >> 2) + part * ${imageBlocks(batchSize)}, n & 3), 0);
  o0 = ${result};
}`,
  };
}

/** Mean and biased variance of each unit over the batch. */
export function fc1Statistics(batchSize: number): Shader {
  return {
    name: `fc1-statistics-${batchSize}`,
    outputs: 2,
    inputs: ['linear'],
    body: `
void main() {
  int j = position().x;
  // The mean distance from the first image: equal values have exactly their value as mean.
  vec4 first = texelFetch(linear, ivec2(j, 0), 0);
  vec4 m = vec4(0.0);
  for (int n = 1; n < ${batchSize}; n++) m += texelFetch(linear, ivec2(j, n), 0) - first;
  m = first + m / ${batchSize}.0;
  vec4 v = vec4(0.0);
  for (int n = 0; n < ${batchSize}; n++) {
    vec4 d = texelFetch(linear, ivec2(j, n), 0) - m;
    v += d * d;
  }
  o0 = m;
  o1 = v / ${batchSize}.0;
}`,
  };
}

/** GLSL: x̂ of unit texel j in image n. */
const NORMALISED = `vec4 normalisedAt(int n, int j) {
  return (texelFetch(linear, ivec2(j, n), 0) - texelFetch(mean, ivec3(j, 0, 0), 0))
    * inversesqrt(texelFetch(variance, ivec3(j, 0, 0), 0) + ${BATCH_NORM_EPSILON});
}`;

/** Normalises, then relu and dropout: the layer's output. */
export function fc1Normalise(dropout: boolean): Shader {
  return {
    name: `fc1-normalise-${dropout}`,
    outputs: 1,
    inputs: ['linear', 'mean[]', 'variance[]', 'atlas'],
    ...(dropout && { uniforms: DROPOUT_UNIFORMS }),
    body: `
${vectorAt('gamma', regions['fc1.scale'])}
${vectorAt('beta', regions['fc1.shift'])}
${NORMALISED}
${dropout ? DROPOUT : ''}
void main() {
  ivec2 p = position();
  int j = p.x;
  int n = p.y;
  o0 = max(normalisedAt(n, j) * gamma(j) + beta(j), 0.0)${dropout ? ' * dropout(n, j)' : ''};
}`,
  };
}

/** Sums over the batch of the gradient dy of the normalised output, and of dy·x̂. */
export function fc1GradientSums(batchSize: number): Shader {
  return {
    name: `fc1-gradient-sums-${batchSize}`,
    outputs: 2,
    inputs: ['outputGradient', 'linear', 'mean[]', 'variance[]'],
    body: `
${NORMALISED}
void main() {
  int j = position().x;
  vec4 shift = vec4(0.0);
  vec4 scale = vec4(0.0);
  for (int n = 0; n < ${batchSize}; n++) {
    vec4 d = texelFetch(outputGradient, ivec2(j, n), 0);
    shift += d;
    scale += d * normalisedAt(n, j);
  }
  o0 = shift;
  o1 = scale;
}`,
  };
}

/** Gradient of the linear part's output through the normalization; see `denseGradient`. */
export function fc1LinearGradient(batchSize: number): Shader {
  return {
    name: `fc1-linear-gradient-${batchSize}`,
    outputs: 1,
    inputs: ['outputGradient', 'linear', 'mean[]', 'variance[]', 'shiftSum', 'scaleSum', 'atlas'],
    body: `
${vectorAt('gamma', regions['fc1.scale'])}
${NORMALISED}
void main() {
  ivec2 p = position();
  int j = p.x;
  vec4 d = texelFetch(outputGradient, p, 0);
  vec4 sums = texelFetch(shiftSum, ivec2(j, 0), 0) + normalisedAt(p.y, j) * texelFetch(scaleSum, ivec2(j, 0), 0);
  o0 = gamma(j) * inversesqrt(texelFetch(variance, ivec3(j, 0, 0), 0) + ${BATCH_NORM_EPSILON}) * (d - sums / ${batchSize}.0);
}`,
  };
}

/** Gradient of the layer's input, which is conv2's pooled output: row block · 7 + y, layer image within the block. */
export function fc1InputGradient(batchSize: number): Shader {
  return {
    name: `fc1-input-gradient-${batchSize}`,
    outputs: 4,
    inputs: ['linearGradient', 'kernel'],
    body: `
void main() {
  ivec2 p = position();
  int k = ((p.y % 7) * ${FLAT_ROW} + p.x) * 4;
  int n = (p.y / 7) * 4;
  ${unroll(4, (i) => `vec4 v${i} = vec4(0.0); int n${i} = min(n + ${i}, ${batchSize - 1});`)}
  for (int j = 0; j < ${HIDDEN_TEXELS}; j++) {
    mat4 w = ${KERNEL_ROWS};
    ${unroll(4, (i) => `v${i} += texelFetch(linearGradient, ivec2(j, n${i}), 0) * w;`)}
  }
  ${unroll(4, (i) => `o${i} = v${i};`)}
}`,
  };
}

/** Gradient of the kernel: column unit texel, row input texel, layer input within the texel. */
export function fc1KernelGradient(batchSize: number): Shader {
  return {
    name: `fc1-kernel-gradient-${batchSize}`,
    outputs: 4,
    inputs: ['pooled', 'linearGradient'],
    body: `
${mapAt('source', maps.conv2, batchSize)}
void main() {
  ivec2 p = position();
  int row = p.y / ${FLAT_ROW};
  int column = p.y % ${FLAT_ROW};
  ${unroll(4, (i) => `vec4 v${i} = vec4(0.0);`)}
  for (int n = 0; n < ${batchSize}; n++) {
    vec4 a = texelFetch(pooled, sourceAt(n, row, 0, column), 0);
    vec4 d = texelFetch(linearGradient, ivec2(p.x, n), 0);
    ${unroll(4, (i) => `v${i} += a[${i}] * d;`)}
  }
  ${unroll(4, (i) => `o${i} = v${i};`)}
}`,
  };
}

/** GLSL: the gradient of texel `j` of row `k`, as `fc1KernelGradient` has written it. */
export const FC1_GRADIENT = `vec4 gradientAt(ivec2 p) {
  int k = (p.y << 1) | (p.x >> 8);
  return texelFetch(gradient, ivec3(p.x & ${HIDDEN_TEXELS - 1}, k >> 2, k & 3), 0);
}`;

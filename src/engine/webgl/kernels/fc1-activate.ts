/** What stands between fc1's linear output and its output: bias or BN, relu, dropout; and the way back through BN. */
import { HIDDEN } from '../../../domain/network.ts';
import { divided, float, overBatch, relu, remainder, vectorAt } from '../glsl.ts';
import type { Shader } from '../gpu.ts';
import { regions } from '../layout.ts';
import { FC1_PARTS, imageBlocks, type RowsPerFragment } from './fc1-products.ts';

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
export function fc1Sum(
  rows: RowsPerFragment,
  batchSize: number,
  normalised: boolean,
  dropout: boolean,
): Shader {
  const drops = dropout && !normalised;
  const result = normalised ? 'sum' : `${relu('sum')}${drops ? ' * dropout(n, j)' : ''}`;
  return {
    name: `fc1-sum-${normalised ? 'linear' : 'hidden'}-${drops}-${rows}-${batchSize}`,
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
    sum += texelFetch(parts, ivec3(j, ${divided('n', rows)} + part * ${imageBlocks(rows, batchSize)}, ${remainder('n', rows)}), 0);
  ${normalised ? '' : 'sum += shift(j);'}
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
  vec4 m, variance;
  {
    ${overBatch(1, batchSize, 's0 += texelFetch(linear, ivec2(j, n), 0) - first;', 1)}
    m = first + v0 / ${batchSize}.0;
  }
  {
    ${overBatch(1, batchSize, 'vec4 d = texelFetch(linear, ivec2(j, n), 0) - m; s0 += d * d;')}
    variance = v0 / ${batchSize}.0;
  }
  o0 = m;
  o1 = variance;
}`,
  };
}

/** GLSL: x̂ of unit texel j in image n. */
const normalised = (epsilon: number) => `vec4 normalisedAt(int n, int j) {
  return (texelFetch(linear, ivec2(j, n), 0) - texelFetch(mean, ivec3(j, 0, 0), 0))
    * inversesqrt(texelFetch(variance, ivec3(j, 0, 0), 0) + ${float(epsilon)});
}`;

/** Normalises, then relu and dropout: the layer's output. */
export function fc1Normalise(dropout: boolean, epsilon: number): Shader {
  return {
    name: `fc1-normalise-${dropout}-${epsilon}`,
    outputs: 1,
    inputs: ['linear', 'mean[]', 'variance[]', 'atlas'],
    ...(dropout && { uniforms: DROPOUT_UNIFORMS }),
    body: `
${vectorAt('gamma', regions['fc1.scale'])}
${vectorAt('beta', regions['fc1.shift'])}
${normalised(epsilon)}
${dropout ? DROPOUT : ''}
void main() {
  ivec2 p = position();
  int j = p.x;
  int n = p.y;
  vec4 y = normalisedAt(n, j) * gamma(j) + beta(j);
  o0 = ${relu('y')}${dropout ? ' * dropout(n, j)' : ''};
}`,
  };
}

/** Sums over the batch of the gradient dy of the normalised output, and of dy·x̂. */
export function fc1GradientSums(batchSize: number, epsilon: number): Shader {
  return {
    name: `fc1-gradient-sums-${batchSize}-${epsilon}`,
    outputs: 2,
    inputs: ['outputGradient', 'linear', 'mean[]', 'variance[]'],
    body: `
${normalised(epsilon)}
void main() {
  int j = position().x;
  ${overBatch(
    2,
    batchSize,
    `vec4 d = texelFetch(outputGradient, ivec2(j, n), 0);
    s0 += d;
    s1 += d * normalisedAt(n, j);`,
  )}
  o0 = v0;
  o1 = v1;
}`,
  };
}

/** Gradient of the linear part's output through the normalization; see `linearGradient` of the convolutions. */
export function fc1LinearGradient(batchSize: number, epsilon: number): Shader {
  return {
    name: `fc1-linear-gradient-${batchSize}-${epsilon}`,
    outputs: 1,
    inputs: ['outputGradient', 'linear', 'mean[]', 'variance[]', 'shiftSum', 'scaleSum', 'atlas'],
    body: `
${vectorAt('gamma', regions['fc1.scale'])}
${normalised(epsilon)}
void main() {
  ivec2 p = position();
  int j = p.x;
  vec4 d = texelFetch(outputGradient, p, 0);
  vec4 sums = texelFetch(shiftSum, ivec2(j, 0), 0) + normalisedAt(p.y, j) * texelFetch(scaleSum, ivec2(j, 0), 0);
  o0 = gamma(j) * inversesqrt(texelFetch(variance, ivec3(j, 0, 0), 0) + ${float(epsilon)}) * (d - sums / ${batchSize}.0);
}`,
  };
}

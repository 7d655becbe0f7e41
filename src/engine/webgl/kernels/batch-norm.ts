/**
 * Batch Normalization behind the convolutions, forward and backward, on windowed maps.
 *
 * Sums over the batch are made for each activation first; the rule "per feature map" then combines rows and the whole
 * map of those. Variances are means of squared distances from a mean that is known already, and are combined as Chan,
 * Golub and LeVeque (1979) do it: never E[x²] − E[x]², which cancels in float32.
 */
import type { BatchNorm } from '../../../domain/network.ts';
import { BATCH_NORM_EPSILON } from '../../../domain/network.ts';
import type { Shader } from '../gpu.ts';
import { mapAt, mapPlace, maps, regions } from '../layout.ts';
import { POOL } from './conv-forward.ts';
import { unroll, vectorAt } from './glsl.ts';

export type ConvLayer = 'conv1' | 'conv2';

/** GLSL: c, x and y of a fragment that stands for an activation of a layer. */
function activationPlace(layer: ConvLayer): string {
  const { texels } = maps[layer];
  return `ivec2 p = position();
  int c = p.x % ${texels};
  int x = p.x / ${texels};
  int y = p.y;`;
}

/** GLSL: a statistic of place `i` of window (y, x), `<name>Of(y, x, c, i)`. */
function statisticAt(name: string, layer: ConvLayer, batchNorm: BatchNorm): string {
  const place =
    batchNorm === 'per-activation' ? `ivec3(x * ${maps[layer].texels} + c, y, i)` : 'ivec3(c, 0, 0)';
  return `vec4 ${name}Of(int y, int x, int c, int i) { return texelFetch(${name}, ${place}, 0); }`;
}

/**
 * Means over the batch of each activation, [H, W, C] by windows. What is averaged is the distance from the first image,
 * so that equal values, such as those of a blank border, have exactly their value as mean: their variance is 0, and
 * 1/√ε = 316 would make something of a rounding error.
 */
export function batchMean(layer: ConvLayer, batchSize: number): Shader {
  return {
    name: `${layer}-mean-${batchSize}`,
    outputs: 4,
    inputs: ['z[]'],
    body: `
${mapAt('source', maps[layer], batchSize)}
void main() {
  ${activationPlace(layer)}
  ivec2 first = sourceAt(0, y, x, c);
  ${unroll(4, (i) => `vec4 v${i} = vec4(0.0); vec4 f${i} = texelFetch(z, ivec3(first, ${i}), 0);`)}
  for (int n = 1; n < ${batchSize}; n++) {
    ivec2 at = sourceAt(n, y, x, c);
    ${unroll(4, (i) => `v${i} += texelFetch(z, ivec3(at, ${i}), 0) - f${i};`)}
  }
  ${unroll(4, (i) => `o${i} = f${i} + v${i} / ${batchSize}.0;`)}
}`,
  };
}

/** Biased variances over the batch of each activation, given their means. */
export function batchVariance(layer: ConvLayer, batchSize: number): Shader {
  return {
    name: `${layer}-variance-${batchSize}`,
    outputs: 4,
    inputs: ['z[]', 'mean[]'],
    body: `
${mapAt('source', maps[layer], batchSize)}
void main() {
  ${activationPlace(layer)}
  ${unroll(4, (i) => `vec4 v${i} = vec4(0.0); vec4 m${i} = texelFetch(mean, ivec3(p, ${i}), 0);`)}
  for (int n = 0; n < ${batchSize}; n++) {
    ivec2 at = sourceAt(n, y, x, c);
    ${unroll(4, (i) => `{ vec4 d = texelFetch(z, ivec3(at, ${i}), 0) - m${i}; v${i} += d * d; }`)}
  }
  ${unroll(4, (i) => `o${i} = v${i} / ${batchSize}.0;`)}
}`,
  };
}

/** Combines means and variances of equally many values: of a row of windows, or of all rows. */
export function combineStatistics(layer: ConvLayer, what: 'row' | 'map'): Shader {
  const { width, height, texels } = maps[layer];
  const [count, layers] = what === 'row' ? [width, 4] : [height, 1];
  const each = (code: string) => `for (int i = 0; i < ${count}; i++)
    for (int l = 0; l < ${layers}; l++) {
      ivec3 at = ${what === 'row' ? `ivec3(i * ${texels} + p.x, p.y, l)` : 'ivec3(p.x, i, l)'};
      ${code}
    }`;
  return {
    name: `${layer}-combine-${what}`,
    outputs: 2,
    inputs: ['mean[]', 'variance[]'],
    body: `
void main() {
  ivec2 p = position();
  vec4 m = vec4(0.0);
  ${each('m += texelFetch(mean, at, 0);')}
  m /= ${count * layers}.0;
  vec4 v = vec4(0.0);
  ${each('vec4 d = texelFetch(mean, at, 0) - m; v += texelFetch(variance, at, 0) + d * d;')}
  o0 = m;
  o1 = v / ${count * layers}.0;
}`,
  };
}

/** Normalises windows and pools them: the layer's output, and the place of each winner. */
export function normalisePool(layer: ConvLayer, batchNorm: BatchNorm, batchSize: number): Shader {
  return {
    name: `${layer}-normalise-${batchNorm}-${batchSize}`,
    outputs: 2,
    inputs: ['z[]', 'mean[]', 'variance[]', 'atlas'],
    body: `
${statisticAt('mean', layer, batchNorm)}
${statisticAt('variance', layer, batchNorm)}
${vectorAt('gamma', regions[`${layer}.scale`])}
${vectorAt('beta', regions[`${layer}.shift`])}
void main() {
  ${mapPlace(maps[layer], batchSize)}
  vec4 scale = gamma(c);
  vec4 shift = beta(c);
  ${unroll(
    4,
    (i) =>
      `vec4 v${i} = (texelFetch(z, ivec3(p, ${i}), 0) - meanOf(y, x, c, ${i})) * inversesqrt(varianceOf(y, x, c, ${i}) + ${BATCH_NORM_EPSILON}) * scale + shift;`,
  )}
  ${POOL}
  o0 = best;
  o1 = winner;
}`,
  };
}

/** conv1's comes from a convolution that writes windows, conv2's is a plain map. */
function pooledGradientInput(layer: ConvLayer): string {
  return layer === 'conv1' ? 'pooledGradient[]' : 'pooledGradient';
}

/** GLSL: the gradient of a layer's pooled output, `pooledGradientAt(n, y, x, c)`. */
function pooledGradientAt(layer: ConvLayer, batchSize: number): string {
  if (layer === 'conv2')
    return `${mapAt('pooled', maps.conv2, batchSize)}
vec4 pooledGradientAt(int n, int y, int x, int c) {
  return texelFetch(pooledGradient, pooledAt(n, y, x, c), 0);
}`;
  return `${mapAt('half', maps.conv1Windows, batchSize)}
vec4 pooledGradientAt(int n, int y, int x, int c) {
  return texelFetch(pooledGradient, ivec3(halfAt(n, y >> 1, x >> 1, c), (y & 1) * 2 + (x & 1)), 0);
}`;
}

/**
 * Sums over the batch, for each activation, of the gradient of the normalised output: of dy (`shift`), or of dy·x̂
 * (`scale`).
 */
export function gradientSums(
  layer: ConvLayer,
  of: 'shift' | 'scale',
  batchNorm: BatchNorm,
  batchSize: number,
): Shader {
  const scaled = of === 'scale';
  const term = (i: number) => {
    const dy = `d * vec4(equal(w, vec4(${i}.0)))`;
    return scaled
      ? `v${i} += ${dy} * (texelFetch(z, ivec3(at, ${i}), 0) - m${i}) * s${i};`
      : `v${i} += ${dy};`;
  };
  return {
    name: `${layer}-gradient-${of}-${batchNorm}-${batchSize}`,
    outputs: 4,
    inputs: [pooledGradientInput(layer), 'winners', ...(scaled ? ['z[]', 'mean[]', 'variance[]'] : [])],
    body: `
${mapAt('source', maps[layer], batchSize)}
${pooledGradientAt(layer, batchSize)}
${scaled ? statisticAt('mean', layer, batchNorm) + statisticAt('variance', layer, batchNorm) : ''}
void main() {
  ${activationPlace(layer)}
  ${unroll(
    4,
    (i) =>
      `vec4 v${i} = vec4(0.0);${
        scaled
          ? ` vec4 m${i} = meanOf(y, x, c, ${i}); vec4 s${i} = inversesqrt(varianceOf(y, x, c, ${i}) + ${BATCH_NORM_EPSILON});`
          : ''
      }`,
  )}
  for (int n = 0; n < ${batchSize}; n++) {
    ivec2 at = sourceAt(n, y, x, c);
    vec4 d = pooledGradientAt(n, y, x, c);
    vec4 w = texelFetch(winners, at, 0);
    ${unroll(4, term)}
  }
  ${unroll(4, (i) => `o${i} = v${i};`)}
}`,
  };
}

/** Sums of dy and dy·x̂ over a row of windows, then over all rows; without BN of dy alone. */
export function combineSums(layer: ConvLayer, what: 'row' | 'map', normalised: boolean): Shader {
  const { width, height, texels } = maps[layer];
  const at = what === 'row' ? `ivec3(i * ${texels} + p.x, p.y, l)` : 'ivec3(p.x, i, l)';
  const names = normalised ? ['shift', 'scale'] : ['shift'];
  return {
    name: `${layer}-sums-${what}-${normalised ? 'both' : 'shift'}`,
    outputs: names.length,
    inputs: names.map((name) => `${name}[]`),
    body: `
void main() {
  ivec2 p = position();
  ${unroll(names.length, (i) => `o${i} = vec4(0.0);`)}
  for (int i = 0; i < ${what === 'row' ? width : height}; i++)
    for (int l = 0; l < ${what === 'row' ? 4 : 1}; l++) {
      ${unroll(names.length, (i) => `o${i} += texelFetch(${names[i]}, ${at}, 0);`)}
    }
}`,
  };
}

/**
 * Gradient of the linear part's output, dense: dz = γ/√(σ² + ε) · (dy − mean(dy) − x̂·mean(dy·x̂)) (Ioffe and Szegedy
 * 2015, section 3, with its sums gathered).
 */
export function denseGradient(layer: ConvLayer, batchNorm: BatchNorm, batchSize: number): Shader {
  const { width, height } = maps[layer];
  const count = batchNorm === 'per-activation' ? batchSize : batchSize * width * height * 4;
  return {
    name: `${layer}-dense-gradient-${batchNorm}-${batchSize}`,
    outputs: 4,
    inputs: [
      pooledGradientInput(layer),
      'winners',
      'z[]',
      'mean[]',
      'variance[]',
      'shiftSum[]',
      'scaleSum[]',
      'atlas',
    ],
    body: `
${pooledGradientAt(layer, batchSize)}
${['mean', 'variance', 'shiftSum', 'scaleSum'].map((name) => statisticAt(name, layer, batchNorm)).join('\n')}
${vectorAt('gamma', regions[`${layer}.scale`])}
void main() {
  ${mapPlace(maps[layer], batchSize)}
  vec4 d = pooledGradientAt(n, y, x, c);
  vec4 w = texelFetch(winners, p, 0);
  vec4 scale = gamma(c);
  ${unroll(
    4,
    (i) => `{
    vec4 s = inversesqrt(varianceOf(y, x, c, ${i}) + ${BATCH_NORM_EPSILON});
    vec4 normalised = (texelFetch(z, ivec3(p, ${i}), 0) - meanOf(y, x, c, ${i})) * s;
    vec4 dy = d * vec4(equal(w, vec4(${i}.0)));
    o${i} = scale * s * (dy - (shiftSumOf(y, x, c, ${i}) + normalised * scaleSumOf(y, x, c, ${i})) / ${count}.0);
  }`,
  )}
}`,
  };
}

/** Running statistics: keep · old + share · new, for means (layers 0 …) or variances. */
export function blend(layers: number): Shader {
  return {
    name: `blend-${layers}`,
    outputs: layers,
    inputs: ['old[]', 'fresh[]'],
    uniforms: { keep: 'float', share: 'float' },
    body: `
void main() {
  ivec2 p = position();
  ${unroll(layers, (i) => `o${i} = keep * texelFetch(old, ivec3(p, ${i}), 0) + share * texelFetch(fresh, ivec3(p, ${i}), 0);`)}
}`,
  };
}

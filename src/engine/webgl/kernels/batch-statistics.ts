/**
 * Batch statistics of the convolutions' linear outputs.
 *
 * Sums over the batch are made for each activation first; the rule "per feature map" then combines rows and the whole
 * map of those. Variances are means of squared distances from a mean that is known already, and are combined as Chan,
 * Golub and LeVeque (1979) do it: never E[x²] − E[x]², which cancels in float32.
 */
import type { BatchAxes } from '../../../domain/normalization.ts';
import { divided, overBatch, remainder, unroll } from '../glsl.ts';
import type { Shader } from '../gpu.ts';
import { type WindowsPerFragment, windowAt, windows } from '../layout.ts';

export type ConvLayer = 'conv1' | 'conv2';

/** GLSL: c, x and y of a fragment that stands for an activation of each place in a window. */
export function activationPlace(layer: ConvLayer): string {
  const { texels } = windows[layer];
  return `ivec2 p = position();
  int c = ${remainder('p.x', texels)};
  int x = ${divided('p.x', texels)};
  int y = p.y;`;
}

/** GLSL: a statistic of place `i` of window (y, x), `<name>Of(y, x, c, i)`. */
export function statisticAt(name: string, layer: ConvLayer, axes: BatchAxes): string {
  const place =
    axes === 'per-activation' ? `ivec3(x * ${windows[layer].texels} + c, y, i)` : 'ivec3(c, 0, 0)';
  return `vec4 ${name}Of(int y, int x, int c, int i) { return texelFetch(${name}, ${place}, 0); }`;
}

/**
 * Means over the batch of each activation, [H, W, C] by windows. What is averaged is the distance from the first image,
 * so that equal values, such as those of a blank border, have exactly their value as mean: their variance is 0, and
 * 1/√ε = 316 would make something of a rounding error.
 */
export function batchMean(layer: ConvLayer, wide: WindowsPerFragment, batchSize: number): Shader {
  return {
    name: `${layer}-mean-${wide}-${batchSize}`,
    outputs: 4,
    inputs: ['z[]'],
    body: `
${windowAt('source', windows[layer], wide, batchSize)}
void main() {
  ${activationPlace(layer)}
  ${unroll(4, (i) => `vec4 f${i} = texelFetch(z, sourceAt(0, y, x, c, ${i}), 0);`)}
  ${overBatch(
    4,
    batchSize,
    `ivec3 at = sourceAt(n, y, x, c, 0);
    ${unroll(4, (i) => `s${i} += texelFetch(z, ivec3(at.xy, at.z + ${i}), 0) - f${i};`)}`,
    1,
  )}
  ${unroll(4, (i) => `o${i} = f${i} + v${i} / ${batchSize}.0;`)}
}`,
  };
}

/** Biased variances over the batch of each activation, given their means. */
export function batchVariance(layer: ConvLayer, wide: WindowsPerFragment, batchSize: number): Shader {
  return {
    name: `${layer}-variance-${wide}-${batchSize}`,
    outputs: 4,
    inputs: ['z[]', 'mean[]'],
    body: `
${windowAt('source', windows[layer], wide, batchSize)}
void main() {
  ${activationPlace(layer)}
  ${unroll(4, (i) => `vec4 m${i} = texelFetch(mean, ivec3(p, ${i}), 0);`)}
  ${overBatch(
    4,
    batchSize,
    `ivec3 at = sourceAt(n, y, x, c, 0);
    ${unroll(4, (i) => `{ vec4 d = texelFetch(z, ivec3(at.xy, at.z + ${i}), 0) - m${i}; s${i} += d * d; }`)}`,
  )}
  ${unroll(4, (i) => `o${i} = v${i} / ${batchSize}.0;`)}
}`,
  };
}

/** Combines means and variances of equally many values: of a row of windows, or of all rows. */
export function combineStatistics(layer: ConvLayer, what: 'row' | 'map'): Shader {
  const { width, height, texels } = windows[layer];
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
  ${unroll(layers, (i) => `o${i} = share * texelFetch(fresh, ivec3(p, ${i}), 0);`)}
  // 0 times an old infinity would be NaN.
  if (keep > 0.0) { ${unroll(layers, (i) => `o${i} += keep * texelFetch(old, ivec3(p, ${i}), 0);`)} }
}`,
  };
}

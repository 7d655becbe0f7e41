/**
 * The way back through pooling, relu and BN or bias of a convolution: the gradients of its vectors, and that of its
 * linear output.
 */
import { normalizationText } from '../../../domain/normalization.ts';
import { divided, float, overBatch, remainder, unroll, vectorAt } from '../glsl.ts';
import type { Shader } from '../gpu.ts';
import {
  gradientMaps,
  mapAt,
  mapPlace,
  maps,
  regions,
  type WindowsPerFragment,
  windowAt,
  windows,
} from '../layout.ts';
import { axesOf, type DrawnNormalization } from '../normalization.ts';
import { activationPlace, type ConvLayer, statisticAt } from './batch-statistics.ts';
import type { RowsPerFragment } from './fc1-products.ts';

/** What the kernels here depend on. */
export interface GradientPlan {
  normalization: DrawnNormalization;
  batchSize: number;
  wide: WindowsPerFragment;
  /** Added to variances. */
  epsilon: number;
  /** Images in the layers of the gradient that fc1 hands back. */
  rows: RowsPerFragment;
}

function nameOf({ normalization, batchSize, wide, rows, epsilon }: GradientPlan): string {
  return `${normalizationText(normalization)}-${wide}-${rows}-${batchSize}-${epsilon}`;
}

/**
 * GLSL: the gradient of a layer's pooled output, `pooledGradientAt(n, y, x, c)`: for conv1 as the convolution has
 * written it, for conv2 as fc1 has.
 */
function pooledGradientAt(layer: ConvLayer, { wide, rows, batchSize }: GradientPlan): string {
  const place =
    layer === 'conv1'
      ? 'halfAt(n, y >> 1, x >> 1, c, (y & 1) * 2 + (x & 1))'
      : `ivec3(x * 16 + c, ${divided('n', rows)} * 7 + y, ${remainder('n', rows)})`;
  return `${layer === 'conv1' ? windowAt('half', windows.conv1Pooled, wide, batchSize) : ''}
vec4 pooledGradientAt(int n, int y, int x, int c) { return texelFetch(pooledGradient, ${place}, 0); }`;
}

/**
 * Sums over the batch, for each activation, of the gradient of the normalised output: of dy (`shift`), or of dy·x̂
 * (`scale`).
 */
export function gradientSums(layer: ConvLayer, of: 'shift' | 'scale', plan: GradientPlan): Shader {
  const { normalization, wide, batchSize } = plan;
  // Only a normalised layer has a scale.
  const axes = of === 'scale' ? axesOf(normalization) : undefined;
  const term = (i: number) => {
    const dy = `d * vec4(equal(w, vec4(${i}.0)))`;
    return axes
      ? `s${i} += ${dy} * (texelFetch(z, ivec3(at.xy, at.z + ${i}), 0) - m${i}) * r${i};`
      : `s${i} += ${dy};`;
  };
  return {
    name: `${layer}-gradient-${of}-${nameOf(plan)}`,
    outputs: 4,
    inputs: ['pooledGradient[]', 'winners', ...(axes ? ['z[]', 'mean[]', 'variance[]'] : [])],
    body: `
${mapAt('winners', maps[layer], batchSize)}
${pooledGradientAt(layer, plan)}
${axes ? windowAt('source', windows[layer], wide, batchSize) : ''}
${axes ? statisticAt('mean', layer, axes) + statisticAt('variance', layer, axes) : ''}
void main() {
  ${activationPlace(layer)}
  ${
    axes
      ? unroll(
          4,
          (i) =>
            `vec4 m${i} = meanOf(y, x, c, ${i}); vec4 r${i} = inversesqrt(varianceOf(y, x, c, ${i}) + ${float(plan.epsilon)});`,
        )
      : ''
  }
  ${overBatch(
    4,
    batchSize,
    `vec4 d = pooledGradientAt(n, y, x, c);
    vec4 w = texelFetch(winners, winnersAt(n, y, x, c), 0);
    ${axes ? 'ivec3 at = sourceAt(n, y, x, c, 0);' : ''}
    ${unroll(4, term)}`,
  )}
  ${unroll(4, (i) => `o${i} = v${i};`)}
}`,
  };
}

/** Sums of dy (`shift`), and in a normalised layer of dy·x̂ (`scale`), over a row of windows, then over all rows. */
export function combineSums(
  layer: ConvLayer,
  what: 'row' | 'map',
  names: readonly ('shift' | 'scale')[],
): Shader {
  const { width, height, texels } = windows[layer];
  const at = what === 'row' ? `ivec3(i * ${texels} + p.x, p.y, l)` : 'ivec3(p.x, i, l)';
  return {
    name: `${layer}-sums-${what}-${names.join('-')}`,
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
 * Gradient of the linear part's output, as a map of pixels. Only the winner of a window has a gradient; with BN it
 * spreads: dz = γ/√(σ² + ε) · (dy − mean(dy) − x̂·mean(dy·x̂)) (Ioffe and Szegedy 2015, section 3, with its sums
 * gathered).
 */
export function linearGradient(layer: ConvLayer, plan: GradientPlan): Shader {
  const { normalization, wide, batchSize } = plan;
  const axes = axesOf(normalization);
  const { width, height } = gradientMaps[layer];
  const count = axes === 'per-activation' ? batchSize : batchSize * width * height;
  const statistics = ['mean', 'variance', 'shiftSum', 'scaleSum'];
  const through = `
  vec4 s = inversesqrt(varianceOf(wy, wx, c, i) + ${float(plan.epsilon)});
  vec4 xHat = (texelFetch(z, sourceAt(n, wy, wx, c, i), 0) - meanOf(wy, wx, c, i)) * s;
  o0 = gamma(c) * s * (dy - (shiftSumOf(wy, wx, c, i) + xHat * scaleSumOf(wy, wx, c, i)) / ${count}.0);`;
  return {
    name: `${layer}-linear-gradient-${nameOf(plan)}`,
    outputs: 1,
    inputs: [
      'pooledGradient[]',
      'winners',
      ...(axes ? ['z[]', ...statistics.map((name) => `${name}[]`), 'atlas'] : []),
    ],
    body: `
${mapAt('winners', maps[layer], batchSize)}
${pooledGradientAt(layer, plan)}
${
  axes
    ? `${windowAt('source', windows[layer], wide, batchSize)}
${statistics.map((name) => statisticAt(name, layer, axes)).join('\n')}
${vectorAt('gamma', regions[`${layer}.scale`])}`
    : ''
}
void main() {
  ${mapPlace(gradientMaps[layer], batchSize)}
  int wy = y >> 1;
  int wx = x >> 1;
  int i = (y & 1) * 2 + (x & 1);
  vec4 winner = texelFetch(winners, winnersAt(n, wy, wx, c), 0);
  vec4 dy = pooledGradientAt(n, wy, wx, c) * vec4(equal(winner, vec4(float(i))));
  ${axes ? through : 'o0 = dy;'}
}`,
  };
}

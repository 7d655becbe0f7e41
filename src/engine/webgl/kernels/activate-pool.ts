/** What stands between a convolution's linear output and its pooled output: bias or BN, relu, pooling, in one draw. */
import { normalizationText } from '../../../domain/normalization.ts';
import { float, relu, unroll, vectorAt } from '../glsl.ts';
import type { Shader } from '../gpu.ts';
import { mapPlace, maps, regions, type WindowsPerFragment, windowAt, windows } from '../layout.ts';
import { axesOf, type DrawnNormalization } from '../normalization.ts';
import { type ConvLayer, statisticAt } from './batch-statistics.ts';

/** Index of a pooled value's place in its window, when relu lets nothing through. */
const NO_WINNER = 4;

/** GLSL: the largest of `v0` … `v3` after relu, and which it is; the first of equals, as in TensorFlow. NaN wins. */
const POOL = `
  vec4 best = v0;
  vec4 winner = vec4(0.0);
  ${unroll(
    3,
    (i) => `{
    bvec4 wins = not(lessThanEqual(v${i + 1}, best));
    winner = mix(winner, vec4(${i + 1}.0), wins);
    best = mix(best, v${i + 1}, wins);
  }`,
  )}
  winner = mix(winner, vec4(${NO_WINNER}.0), lessThanEqual(best, vec4(0.0)));
  best = ${relu('best')};`;

/** Writes the pooled map, and the place of each winner: 0 to 3, or 4 for none. */
export function activatePool(
  layer: ConvLayer,
  normalization: DrawnNormalization,
  wide: WindowsPerFragment,
  batchSize: number,
  epsilon: number,
): Shader {
  const axes = axesOf(normalization);
  const value = (i: number) => {
    const z = `texelFetch(z, ivec3(at.xy, at.z + ${i}), 0)`;
    if (!axes) return `vec4 v${i} = ${z} + shiftBy;`;
    const scale = `inversesqrt(varianceOf(y, x, c, ${i}) + ${float(epsilon)}) * scaleBy`;
    return `vec4 v${i} = (${z} - meanOf(y, x, c, ${i})) * ${scale} + shiftBy;`;
  };
  return {
    name: `${layer}-activate-pool-${normalizationText(normalization)}-${wide}-${batchSize}-${epsilon}`,
    outputs: 2,
    inputs: ['z[]', 'atlas', ...(axes ? ['mean[]', 'variance[]'] : [])],
    body: `
${windowAt('source', windows[layer], wide, batchSize)}
${vectorAt('shift', regions[`${layer}.shift`])}
${
  axes
    ? `${statisticAt('mean', layer, axes)}
${statisticAt('variance', layer, axes)}
${vectorAt('scale', regions[`${layer}.scale`])}`
    : ''
}
void main() {
  ${mapPlace(maps[layer], batchSize)}
  vec4 shiftBy = shift(c);
  ${axes ? 'vec4 scaleBy = scale(c);' : ''}
  ivec3 at = sourceAt(n, y, x, c, 0);
  ${unroll(4, value)}
  ${POOL}
  o0 = best;
  o1 = winner;
}`,
  };
}

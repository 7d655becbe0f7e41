/**
 * Adam in TensorFlow 1's form (see `domain/optimizer.ts`): w, m and v of four parameters are read and written together, from one
 * set of textures into another.
 */
import { ADAM_EPSILON, BETA_1, BETA_2 } from '../../../domain/optimizer.ts';
import type { Shader } from '../gpu.ts';
import { fc1GradientAt, type RowsPerFragment } from './fc1-products.ts';

/** For a gradient that is laid out as fc1's kernel gradient is, or for the atlas, texel by texel. */
export function adam(of: RowsPerFragment | 'atlas'): Shader {
  return {
    name: `adam-${of}`,
    outputs: 3,
    inputs: ['weights', 'firstMoments', 'secondMoments', of === 'atlas' ? 'gradient' : 'gradient[]'],
    uniforms: { rate: 'float' },
    body: `
${of === 'atlas' ? 'vec4 gradientAt(ivec2 p) { return texelFetch(gradient, p, 0); }' : fc1GradientAt(of)}
void main() {
  ivec2 p = position();
  vec4 g = gradientAt(p);
  vec4 m = ${BETA_1} * texelFetch(firstMoments, p, 0) + ${(1 - BETA_1).toPrecision(9)} * g;
  vec4 v = ${BETA_2} * texelFetch(secondMoments, p, 0) + ${(1 - BETA_2).toPrecision(9)} * g * g;
  o0 = texelFetch(weights, p, 0) - rate * m / (sqrt(v) + ${ADAM_EPSILON});
  o1 = m;
  o2 = v;
}`,
  };
}

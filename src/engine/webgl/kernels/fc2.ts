/** The last layer, and the way back through it. */

import { unroll } from '../glsl.ts';
import type { Shader } from '../gpu.ts';
import { CLASS_TEXELS, HIDDEN_TEXELS, regions } from '../layout.ts';

/** Parts of the last layer's sums over 1,024 units: ten outputs alone would leave a graphics card idle. */
export const FC2_PARTS = 8;
const TEXELS_PER_PART = HIDDEN_TEXELS / FC2_PARTS;

/** GLSL: the weights of unit `j` for class texel `o`. */
const WEIGHT = `vec4 weight(int j, int o) {
  return texelFetch(atlas, ivec2((j & 31) * ${CLASS_TEXELS} + o, ${regions['fc2.kernel'].y} + (j >> 5)), 0);
}`;

/** Parts of the logits: column class texel + 3 · part, row image. */
export function fc2Forward(): Shader {
  return {
    name: 'fc2-forward',
    outputs: 1,
    inputs: ['hidden', 'atlas'],
    body: `
${WEIGHT}
void main() {
  ivec2 p = position();
  int o = p.x % ${CLASS_TEXELS};
  int first = (p.x / ${CLASS_TEXELS}) * ${TEXELS_PER_PART};
  vec4 sum = vec4(0.0);
  for (int j = first; j < first + ${TEXELS_PER_PART}; j++) {
    mat4 w = mat4(weight(4 * j, o), weight(4 * j + 1, o), weight(4 * j + 2, o), weight(4 * j + 3, o));
    sum += w * texelFetch(hidden, ivec2(j, p.y), 0);
  }
  o0 = sum;
}`,
  };
}

/** Gradient of the last layer's kernel, into its region of the gradients' atlas. */
export function fc2KernelGradient(batchSize: number): Shader {
  return {
    name: `fc2-kernel-gradient-${batchSize}`,
    outputs: 1,
    inputs: ['hidden', 'outcomes[]'],
    uniforms: { slot: 'int' },
    body: `
void main() {
  ivec2 p = position();
  int o = p.x % ${CLASS_TEXELS};
  int j = p.y * 32 + p.x / ${CLASS_TEXELS};
  vec4 sum = vec4(0.0);
  for (int n = 0; n < ${batchSize}; n++)
    sum += texelFetch(hidden, ivec2(j >> 2, n), 0)[j & 3] * texelFetch(outcomes, ivec3(n, slot, o), 0);
  o0 = sum;
}`,
  };
}

/**
 * Gradient of fc1's output before dropout and relu, images down. What was dropped or not positive is zero in the
 * output itself, so neither the hash nor the sign is needed again.
 */
export function hiddenGradient(): Shader {
  return {
    name: 'hidden-gradient',
    outputs: 1,
    inputs: ['hidden', 'outcomes[]', 'atlas'],
    uniforms: { slot: 'int', factor: 'float' },
    body: `
${WEIGHT}
void main() {
  ivec2 p = position();
  vec4 sum = vec4(0.0);
  ${unroll(
    CLASS_TEXELS,
    (o) => `{
    vec4 d = texelFetch(outcomes, ivec3(p.y, slot, ${o}), 0);
    sum += vec4(${[0, 1, 2, 3].map((i) => `dot(d, weight(4 * p.x + ${i}, ${o}))`).join(', ')});
  }`,
  )}
  o0 = sum * factor * vec4(greaterThan(texelFetch(hidden, p, 0), vec4(0.0)));
}`,
  };
}

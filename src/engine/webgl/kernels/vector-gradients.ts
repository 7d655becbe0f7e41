/** Gradients of all vectors in one draw. */
import type { Shader } from '../gpu.ts';
import { regions, VECTOR_ROWS } from '../layout.ts';

/** Gradients of all vectors (biases, or gammas and betas) into their rows of the gradients' atlas. */
export function vectorGradients(batchSize: number, normalised: boolean): Shader {
  const within = (name: 'conv1.shift' | 'conv2.shift' | 'conv1.scale' | 'conv2.scale' | 'fc2.bias') => {
    const { x, width } = regions[name];
    return `p.x >= ${x} && p.x < ${x + width}`;
  };
  const from = (texture: string, name: keyof typeof regions) =>
    `texelFetch(${texture}, ivec3(p.x - ${regions[name].x}, 0, 0), 0)`;
  const fc1Row = (name: 'fc1.shift' | 'fc1.scale') => regions[name].y - VECTOR_ROWS.y;
  return {
    name: `vector-gradients-${normalised}-${batchSize}`,
    outputs: 1,
    inputs: [
      'outcomes[]',
      'conv1Shift[]',
      'conv2Shift[]',
      ...(normalised ? ['conv1Scale[]', 'conv2Scale[]', 'fc1Shift', 'fc1Scale'] : ['linearGradient']),
    ],
    uniforms: { slot: 'int' },
    body: `
void main() {
  ivec2 p = position();
  o0 = vec4(0.0);
  if (p.y == 0) {
    if (${within('conv1.shift')}) o0 = ${from('conv1Shift', 'conv1.shift')};
    if (${within('conv2.shift')}) o0 = ${from('conv2Shift', 'conv2.shift')};
    if (${within('fc2.bias')})
      for (int n = 0; n < ${batchSize}; n++) o0 += texelFetch(outcomes, ivec3(n, slot, p.x - ${regions['fc2.bias'].x}), 0);
    ${
      normalised
        ? `if (${within('conv1.scale')}) o0 = ${from('conv1Scale', 'conv1.scale')};
    if (${within('conv2.scale')}) o0 = ${from('conv2Scale', 'conv2.scale')};`
        : ''
    }
  } else if (p.y < ${fc1Row('fc1.scale')}) {
    int j = (p.y - ${fc1Row('fc1.shift')}) * 128 + p.x;
    ${
      normalised
        ? 'o0 = texelFetch(fc1Shift, ivec2(j, 0), 0);'
        : `for (int n = 0; n < ${batchSize}; n++) o0 += texelFetch(linearGradient, ivec2(j, n), 0);`
    }
  }${
    normalised
      ? ` else {
    int j = (p.y - ${fc1Row('fc1.scale')}) * 128 + p.x;
    o0 = texelFetch(fc1Scale, ivec2(j, 0), 0);
  }`
      : ''
  }
}`,
  };
}

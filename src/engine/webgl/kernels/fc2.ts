/** The last layer, the loss, and their gradients. */
import type { RunConfig } from '../../../domain/config.ts';
import { CLASSES } from '../../../domain/network.ts';
import type { Shader } from '../gpu.ts';
import { CLASS_TEXELS, HIDDEN_TEXELS, regions, VECTOR_ROWS } from '../layout.ts';
import { unroll } from './glsl.ts';

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

/** GLSL: the logits of image `n`, four a texel. */
const LOGITS = `vec4 logitsAt(int n, int o) {
  vec4 sum = texelFetch(atlas, ivec2(${regions['fc2.bias'].x} + o, ${regions['fc2.bias'].y}), 0);
  for (int part = 0; part < ${FC2_PARTS}; part++) sum += texelFetch(parts, ivec2(o + ${CLASS_TEXELS} * part, n), 0);
  return sum;
}`;

/** The logits: column class texel, row image. */
export function logits(): Shader {
  return {
    name: 'logits',
    outputs: 1,
    inputs: ['parts', 'atlas'],
    body: `
${LOGITS}
void main() {
  ivec2 p = position();
  o0 = logitsAt(p.y, p.x);
}`,
  };
}

/** Gradients of each loss by the logits, from `p` = softmax(z); the same formulas as in `ops/loss.ts`. */
const losses: Record<RunConfig['loss'], string> = {
  'softmax-cross-entropy': `
  loss = log(sum) + top - z[label];
  for (int i = 0; i < ${CLASSES}; i++) d[i] = (p[i] - (i == label ? 1.0 : 0.0)) / batch;`,
  'double-softmax': `
  float outer[${CLASSES}];
  float total = 0.0;
  float most = 0.0;
  for (int i = 0; i < ${CLASSES}; i++) most = max(most, p[i]);
  for (int i = 0; i < ${CLASSES}; i++) { outer[i] = exp(p[i] - most); total += outer[i]; }
  loss = log(total) + most - p[label];
  float mixed = 0.0;
  for (int i = 0; i < ${CLASSES}; i++) {
    d[i] = (outer[i] / total - (i == label ? 1.0 : 0.0)) / batch;
    mixed += p[i] * d[i];
  }
  for (int i = 0; i < ${CLASSES}; i++) d[i] = p[i] * (d[i] - mixed);`,
  // 0 · log(0) is NaN in TensorFlow; the NaN comes from outside, as a GPU need not make one of 0/0.
  'sum-log': `
  loss = -log(p[label]);
  for (int i = 0; i < ${CLASSES}; i++) {
    d[i] = p[i] - (i == label ? 1.0 : 0.0);
    if (!(p[i] > 0.0)) { d[i] = notANumber; loss = notANumber; }
  }`,
};

/**
 * Softmax, loss, gradient and hit of each image, in one draw. Column image, layers 0 to 2 the gradient by the logits,
 * layer 3: loss of the image, 1 for a hit, largest probability, and the sum of the logits, which is finite when they
 * all are.
 */
export function outcome(loss: RunConfig['loss'], batchSize: number): Shader {
  return {
    name: `outcome-${loss}-${batchSize}`,
    outputs: 4,
    inputs: ['parts', 'atlas', 'labels'],
    uniforms: { notANumber: 'float' },
    body: `
${LOGITS}
void main() {
  int n = position().x;
  int label = int(texelFetch(labels, ivec2(n, 0), 0).x * 255.0 + 0.5);
  float batch = ${batchSize}.0;
  vec4 texels[${CLASS_TEXELS}];
  ${unroll(CLASS_TEXELS, (o) => `texels[${o}] = logitsAt(n, ${o});`)}
  float z[${CLASSES}];
  ${unroll(CLASSES, (i) => `z[${i}] = texels[${i >> 2}][${i & 3}];`)}
  float top = z[0];
  int answer = 0;
  float all = 0.0;
  for (int i = 0; i < ${CLASSES}; i++) {
    all += z[i];
    if (z[i] > top) { top = z[i]; answer = i; }
  }
  float p[${CLASSES}];
  float d[${CLASSES}];
  float sum = 0.0;
  for (int i = 0; i < ${CLASSES}; i++) { p[i] = exp(z[i] - top); sum += p[i]; }
  for (int i = 0; i < ${CLASSES}; i++) p[i] /= sum;
  float loss = 0.0;
  ${losses[loss]}
  o0 = vec4(d[0], d[1], d[2], d[3]);
  o1 = vec4(d[4], d[5], d[6], d[7]);
  o2 = vec4(d[8], d[9], 0.0, 0.0);
  o3 = vec4(loss, answer == label ? 1.0 : 0.0, 1.0 / sum, all);
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

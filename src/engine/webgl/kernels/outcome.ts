/** Logits, softmax, loss, its gradient and the hits. */
import type { RunConfig } from '../../../domain/config.ts';
import { CLASSES } from '../../../domain/network.ts';
import { unroll } from '../glsl.ts';
import type { Shader } from '../gpu.ts';
import { CLASS_TEXELS, regions } from '../layout.ts';
import { FC2_PARTS } from './fc2.ts';

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

/** Gradients of each loss by the logits, from `p` = softmax(z). */
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

/** Layer of an outcome that is read back. */
export const OUTCOME_LAYER = 3;

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

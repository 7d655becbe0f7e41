/**
 * Gradients of the convolutions.
 *
 * The gradient of a layer's linear output comes in one of two forms. With BN it is dense: an array of four layers, one
 * for each place in the window. Without BN only the winner of each window has one: two textures, the pooled gradient
 * and the winner's place, hold it all, and nothing of the unpooled size is ever written.
 */
import type { Shader } from '../gpu.ts';
import { mapAt, mapPlace, maps, regions } from '../layout.ts';
import { KERNEL_MATRIX, registers, unroll, window } from './glsl.ts';

/**
 * Gradient of conv2's input, [N, 14, 14, 32] by windows: a convolution of dZ with the kernel turned by 180° and its
 * channels swapped. A window's patch of dZ is 3×3 windows; two of its pixel rows are held at a time.
 */
export function conv2InputGradient(batchSize: number, normalised: boolean): Shader {
  const { conv1Windows, conv2 } = maps;
  return {
    name: `conv2-input-gradient-${normalised ? 'dense' : 'winners'}-${batchSize}`,
    outputs: 4,
    inputs: [...gradientInputs(normalised), 'atlas'],
    body: `
${mapAt('source', conv2, batchSize)}
void main() {
  ${mapPlace(conv1Windows, batchSize)}
  ${unroll(4, (i) => `vec4 v${i} = vec4(0.0);`)}
  vec4 ${registers('a')}, ${registers('b')};
  for (int group = 0; group < 16; group++) {
    ${loadRow('0', normalised)}
    for (int ky = 0; ky < 5; ky++) {
      ${unroll(6, (k) => `a${k} = b${k};`)}
      ${loadRow('ky + 1', normalised)}
      ${unroll(5, turnedTap)}
    }
  }
  ${unroll(4, (i) => `o${i} = v${i};`)}
}`,
  };
}

/** Names of the textures that hold a gradient. */
function gradientInputs(normalised: boolean): string[] {
  return normalised ? ['gradient[]'] : ['pooledGradient', 'winners'];
}

/**
 * The gradient of conv2's pooled output as fc1 writes it (four images in the layers of an array), set out as a map.
 * The convolutions' gradients read it often, and count on the map's padding.
 */
export function conv2PooledGradient(batchSize: number): Shader {
  return {
    name: `conv2-pooled-gradient-${batchSize}`,
    outputs: 1,
    inputs: ['blocks[]'],
    body: `
void main() {
  ${mapPlace(maps.conv2, batchSize)}
  o0 = texelFetch(blocks, ivec3(x * 16 + c, (n >> 2) * 7 + y, n & 3), 0);
}`,
  };
}

/** Loads row `row` of the patch of 3×3 windows, six pixels, into b0 … b5. */
function loadRow(row: string, normalised: boolean): string {
  const load = (k: number) => {
    const [left, right] = [`b${2 * k}`, `b${2 * k + 1}`];
    const at = `ivec2(first.x + ${16 * k}, first.y)`;
    if (normalised)
      return `${left} = texelFetch(gradient, ivec3(${at}, layer), 0);
        ${right} = texelFetch(gradient, ivec3(${at}, layer + 1), 0);`;
    return `d = texelFetch(pooledGradient, ${at}, 0);
        w = texelFetch(winners, ${at}, 0);
        ${left} = d * vec4(equal(w, vec4(float(layer))));
        ${right} = d * vec4(equal(w, vec4(float(layer + 1))));`;
  };
  return `{
        int row = ${row};
        int layer = (row & 1) * 2;
        ivec2 first = sourceAt(n, y - 1 + (row >> 1), x - 1, group);
        ${normalised ? '' : 'vec4 d, w;'}
        ${unroll(3, load)}
      }`;
}

/** Output (i, j) takes the patch's pixel (i + ky, j + kx) through the tap turned by 180°. */
function turnedTap(kx: number): string {
  return `{
        int tap = (4 - ky) * 5 + ${4 - kx};
        // Weights of input channels 4c … 4c + 3 and the group's output channels: a vector for each input channel.
        ivec2 at = ivec2((c & 1) * 64 + group, ${regions['conv2.kernel'].y} + 4 * tap + (c >> 1));
        ${KERNEL_MATRIX}
        v0 += a${kx} * w;
        v1 += a${kx + 1} * w;
        v2 += b${kx} * w;
        v3 += b${kx + 1} * w;
      }`;
}

/** Images whose part of a kernel's gradient one fragment sums. */
export const IMAGES_PER_PART = { conv1: 1, conv2: 5 };

/**
 * Part of the gradient of conv2's kernel: for one tap, four input and four output channels, over some images. Layer i
 * of the output holds input channel 4·ci + i, at column ci·16 + co and row tap + 25·part.
 */
export function conv2KernelGradient(batchSize: number, normalised: boolean): Shader {
  const { conv1, conv2 } = maps;
  return {
    name: `conv2-kernel-gradient-${normalised ? 'dense' : 'winners'}-${batchSize}`,
    outputs: 4,
    inputs: ['pooled', ...gradientInputs(normalised)],
    body: `
${mapAt('input_', conv1, batchSize)}
${mapAt('source', conv2, batchSize)}
void main() {
  ivec2 p = position();
  int co = p.x & 15;
  int ci = p.x >> 4;
  int tap = p.y % 25;
  int first = (p.y / 25) * ${IMAGES_PER_PART.conv2};
  int dy = tap / 5 - 2;
  int dx = tap % 5 - 2;
  ${unroll(4, (i) => `vec4 v${i} = vec4(0.0);`)}
  for (int n = first; n < min(first + ${IMAGES_PER_PART.conv2}, ${batchSize}); n++)
    for (int y = 0; y < 7; y++)
      for (int x = 0; x < 7; x++) {
        ${
          normalised
            ? 'ivec2 at = sourceAt(n, y, x, co);'
            : `ivec2 at = sourceAt(n, y, x, co);
        vec4 d = texelFetch(pooledGradient, at, 0);
        vec4 w = texelFetch(winners, at, 0);`
        }
        ivec2 from = input_At(n, 2 * y + dy, 2 * x + dx, ci);
        ${unroll(4, (i) => kernelTerm(i, normalised))}
      }
  ${unroll(4, (i) => `o${i} = v${i};`)}
}`,
  };
}

function kernelTerm(i: number, normalised: boolean): string {
  const { i: row, j: column } = window[i]!;
  return `{
          vec4 a = texelFetch(pooled, ivec2(from.x + ${8 * column}, from.y + ${row}), 0);
          vec4 g = ${normalised ? `texelFetch(gradient, ivec3(at, ${i}), 0)` : `d * vec4(equal(w, vec4(${i}.0)))`};
          ${unroll(4, (k) => `v${k} += a[${k}] * g;`)}
        }`;
}

/**
 * Part of the gradient of conv1's kernel: four taps (28 are counted, of which 25 exist) and four output channels, over
 * one image. Layer i holds tap 4·quad + i, at column co and row quad + 7·part.
 */
export function conv1KernelGradient(batchSize: number, normalised: boolean): Shader {
  const { conv1, conv1Windows, image } = maps;
  const dense = `ivec2 at = windowAt(n, y, x, co);
        ${unroll(4, (i) => `vec4 g${i} = texelFetch(gradient, ivec3(at, ${i}), 0);`)}`;
  const winners = `vec4 d = texelFetch(pooledGradient, ivec3(halfAt(n, y >> 1, x >> 1, co), (y & 1) * 2 + (x & 1)), 0);
        vec4 w = texelFetch(winners, windowAt(n, y, x, co), 0);
        ${unroll(4, (i) => `vec4 g${i} = d * vec4(equal(w, vec4(${i}.0)));`)}`;
  return {
    name: `conv1-kernel-gradient-${normalised ? 'dense' : 'winners'}-${batchSize}`,
    outputs: 4,
    inputs: ['images', ...(normalised ? ['gradient[]'] : ['pooledGradient[]', 'winners'])],
    body: `
${mapAt('image', image, batchSize)}
${mapAt('window', conv1, batchSize)}
${mapAt('half', conv1Windows, batchSize)}
float pixel(int n, int y, int x) { return texelFetch(images, imageAt(n, y, x, 0), 0).x; }
void main() {
  ivec2 p = position();
  int co = p.x;
  int first = (p.y % 7) * 4;
  int n = p.y / 7;
  ivec4 dy = (ivec4(0, 1, 2, 3) + first) / 5 - 2;
  ivec4 dx = (ivec4(0, 1, 2, 3) + first) % 5 - 2;
  ${unroll(4, (i) => `vec4 v${i} = vec4(0.0);`)}
  for (int y = 0; y < 14; y++)
    for (int x = 0; x < 14; x++) {
        ${normalised ? dense : winners}
        ${unroll(4, (tap) =>
          unroll(
            4,
            (i) =>
              `v${tap} += g${i} * pixel(n, 2 * y + ${window[i]!.i} + dy[${tap}], 2 * x + ${window[i]!.j} + dx[${tap}]);`,
          ),
        )}
      }
  ${unroll(4, (i) => `o${i} = v${i};`)}
}`,
  };
}

/** Adds up the parts of conv2's gradient into its region of the gradients' atlas. */
export function conv2KernelSum(parts: number): Shader {
  return {
    name: `conv2-kernel-sum-${parts}`,
    outputs: 1,
    inputs: ['parts[]'],
    body: `
void main() {
  ivec2 p = position();
  int tap = p.y >> 2;
  int channel = ((p.y & 3) << 3) + (p.x >> 4);
  ivec2 at = ivec2((channel >> 2) * 16 + (p.x & 15), tap);
  vec4 sum = vec4(0.0);
  for (int part = 0; part < ${parts}; part++)
    sum += texelFetch(parts, ivec3(at.x, at.y + 25 * part, channel & 3), 0);
  o0 = sum;
}`,
  };
}

/** Adds up the parts of conv1's gradient into its region of the gradients' atlas. */
export function conv1KernelSum(parts: number): Shader {
  return {
    name: `conv1-kernel-sum-${parts}`,
    outputs: 1,
    inputs: ['parts[]'],
    body: `
void main() {
  ivec2 p = position();
  int i = p.y * 128 + p.x;
  int tap = i >> 3;
  vec4 sum = vec4(0.0);
  if (tap < 25)
    for (int part = 0; part < ${parts}; part++)
      sum += texelFetch(parts, ivec3(i & 7, (tap >> 2) + 7 * part, tap & 3), 0);
  o0 = sum;
}`,
  };
}

/**
 * Convolutions forward, as implicit matrix products.
 *
 * A fragment computes one 2×2 window of four channels: 16 sums in registers. Its input patch is 6×6 pixels, of which
 * two rows are held while the 5×5 taps pass over them, so each loaded pixel serves up to four outputs and each loaded
 * weight four. As the window is that of the pooling behind it, bias, relu and pooling need no second draw without BN.
 */
import type { Shader } from '../gpu.ts';
import { mapAt, mapPlace, maps, regions } from '../layout.ts';
import { KERNEL_MATRIX, registers, unroll, vectorAt } from './glsl.ts';

/** Index of a pooled value's place in its window, when relu lets nothing through. */
const NO_WINNER = 4;

/** GLSL: the largest of `v0` … `v3` after relu, and which it is; the first of equals, as in TensorFlow. */
export const POOL = `
  vec4 best = v0;
  vec4 winner = vec4(0.0);
  ${unroll(
    3,
    (i) => `winner = mix(winner, vec4(${i + 1}.0), greaterThan(v${i + 1}, best));
  best = max(best, v${i + 1});`,
  )}
  winner = mix(winner, vec4(${NO_WINNER}.0), lessThanEqual(best, vec4(0.0)));
  best = max(best, 0.0);`;

/**
 * Without BN writes the pooled map and its winners; with BN the windows of the linear part's output.
 * Input: bytes of the images [N, 28, 28]. Output: [N, 14, 14, 32].
 */
export function conv1Forward(batchSize: number, normalised: boolean): Shader {
  const { conv1, image } = maps;
  return {
    name: `conv1-forward-${normalised ? 'windows' : 'pooled'}-${batchSize}`,
    outputs: normalised ? 4 : 2,
    inputs: ['images', 'atlas'],
    body: `
${mapAt('image', image, batchSize)}
${vectorAt('shift', regions['conv1.shift'])}
float pixel(int n, int y, int x) { return texelFetch(images, imageAt(n, y, x, 0), 0).x; }
void main() {
  ${mapPlace(conv1, batchSize)}
  ${unroll(4, (i) => `vec4 v${i} = vec4(0.0);`)}
  float above[6];
  float below[6];
  for (int k = 0; k < 6; k++) below[k] = pixel(n, 2 * y - 2, 2 * x - 2 + k);
  for (int ky = 0; ky < 5; ky++) {
    above = below;
    for (int k = 0; k < 6; k++) below[k] = pixel(n, 2 * y - 1 + ky, 2 * x - 2 + k);
    for (int kx = 0; kx < 5; kx++) {
      int i = (ky * 5 + kx) * 8 + c;
      vec4 w = texelFetch(atlas, ivec2(i % 128, ${regions['conv1.kernel'].y} + i / 128), 0);
      v0 += w * above[kx];
      v1 += w * above[kx + 1];
      v2 += w * below[kx];
      v3 += w * below[kx + 1];
    }
  }
  ${output(normalised)}
}`,
  };
}

/**
 * As conv1, from the pooled map [N, 14, 14, 32] to [N, 7, 7, 64]. The loop is over four input channels at a time, whose
 * 4×4 weights of a tap are one matrix.
 */
export function conv2Forward(batchSize: number, normalised: boolean): Shader {
  const { conv1, conv2 } = maps;
  return {
    name: `conv2-forward-${normalised ? 'windows' : 'pooled'}-${batchSize}`,
    outputs: normalised ? 4 : 2,
    inputs: ['pooled', 'atlas'],
    body: `
${mapAt('source', conv1, batchSize)}
${vectorAt('shift', regions['conv2.shift'])}
void main() {
  ${mapPlace(conv2, batchSize)}
  ${unroll(4, (i) => `vec4 v${i} = vec4(0.0);`)}
  vec4 ${registers('a')}, ${registers('b')};
  for (int group = 0; group < 8; group++) {
    ${loadRow('2 * y - 2')}
    // Only this loop's body is unrolled: drivers take minutes for all 25 taps.
    for (int ky = 0; ky < 5; ky++) {
      ${unroll(6, (k) => `a${k} = b${k};`)}
      ${loadRow('2 * y - 1 + ky')}
      ${unroll(5, tap)}
    }
  }
  ${output(normalised)}
}`,
  };
}

/** Loads six pixels of a row into b0 … b5. */
function loadRow(row: string): string {
  const fetch = (k: number) => `b${k} = texelFetch(pooled, ivec2(first.x + ${8 * k}, first.y), 0);`;
  return `{
      ivec2 first = sourceAt(n, ${row}, 2 * x - 2, group);
      ${unroll(6, fetch)}
    }`;
}

/** Column kx of a row of taps: its weights for four channels in and out are a matrix. */
function tap(kx: number): string {
  return `{
        ivec2 at = ivec2((group & 1) * 64 + c, ${regions['conv2.kernel'].y} + 4 * (ky * 5 + ${kx}) + (group >> 1));
        ${KERNEL_MATRIX}
        v0 += w * a${kx};
        v1 += w * a${kx + 1};
        v2 += w * b${kx};
        v3 += w * b${kx + 1};
      }`;
}

function output(normalised: boolean): string {
  if (normalised) return unroll(4, (i) => `o${i} = v${i};`);
  return `vec4 bias = shift(c);
  ${unroll(4, (i) => `v${i} += bias;`)}
  ${POOL}
  o0 = best;
  o1 = winner;`;
}

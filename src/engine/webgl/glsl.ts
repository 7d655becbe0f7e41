/** Pieces of GLSL that several kernels share. */

/** Repeats GLSL for i from 0 to `count` − 1: loops over layers and taps that must be unrolled. */
export function unroll(count: number, code: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => code(i)).join('\n');
}

/** GLSL: a whole number that is not negative, divided by a constant; SwiftShader divides slowly. */
export function divided(value: string, by: number): string {
  if (by === 1) return value;
  return isPowerOfTwo(by) ? `((${value}) >> ${Math.log2(by)})` : `((${value}) / ${by})`;
}

/** GLSL: what remains of that division. */
export function remainder(value: string, by: number): string {
  if (by === 1) return '0';
  return isPowerOfTwo(by) ? `((${value}) & ${by - 1})` : `((${value}) % ${by})`;
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}

/** GLSL: reads the values of an atlas region that is one row high, `<name>(texel)`. */
export function vectorAt(name: string, { x, y, width }: { x: number; y: number; width: number }): string {
  return `vec4 ${name}(int i) { return texelFetch(atlas, ivec2(${x} + i % ${width}, ${y} + i / ${width}), 0); }`;
}

/** GLSL: relu of a vector that lets NaN through, as tfjs does; of `max(NaN, 0.0)` cards may make 0. */
export function relu(value: string): string {
  return `mix(${value}, vec4(0.0), lessThan(${value}, vec4(0.0)))`;
}

/** GLSL: declares `count` vectors of zeros, `<name>0`, `<name>1`, …. */
export function zeros(name: string, count: number): string {
  return `vec4 ${Array.from({ length: count }, (_, i) => `${name}${i} = vec4(0.0)`).join(', ')};`;
}

/** Images of a batch, or parts of its sums, that are summed in one go. */
const BLOCK = 8;

/**
 * GLSL: declares as many vectors `v0`, … and sums into them over `n` from `first` to `count` − 1. `term` adds the part of
 * one `n` to `s0`, …: the sums of a block, as those of a whole batch in one go would lose a digit.
 */
export function overBatch(vectors: number, count: number, term: string, first = 0): string {
  return `${zeros('v', vectors)}
  for (int block = ${first}; block < ${count}; block += ${BLOCK}) {
    ${zeros('s', vectors)}
    for (int n = block; n < min(block + ${BLOCK}, ${count}); n++) {
      ${term}
    }
    ${unroll(vectors, (i) => `v${i} += s${i};`)}
  }`;
}

/** GLSL: four neighbours from the eight of two vectors, beginning at `by` (0 to 4). */
export function shifted(low: string, high: string, by: number): string {
  if (by === 0) return low;
  if (by === 4) return high;
  return `vec4(${low}.${'xyzw'.slice(by)}, ${high}.${'xyzw'.slice(0, by)})`;
}

/** A number as GLSL reads it: with an exponent, so that it is a float also when it is whole. */
export function float(value: number): string {
  return value.toExponential();
}

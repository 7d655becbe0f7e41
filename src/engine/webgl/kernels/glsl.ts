/** Pieces of GLSL that several kernels share. */

/** Repeats GLSL for i from 0 to `count` − 1: loops over layers and taps that must be unrolled. */
export function unroll(count: number, code: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => code(i)).join('\n');
}

/** The four places of a 2×2 window: row and column of each. */
export const window = [
  { i: 0, j: 0 },
  { i: 0, j: 1 },
  { i: 1, j: 0 },
  { i: 1, j: 1 },
] as const;

/** GLSL: reads the values of an atlas region that is one row high, `<name>(texel)`. */
export function vectorAt(name: string, { x, y, width }: { x: number; y: number; width: number }): string {
  return `vec4 ${name}(int i) { return texelFetch(atlas, ivec2(${x} + i % ${width}, ${y} + i / ${width}), 0); }`;
}

/** GLSL: a row of six pixels in registers, set to zero. */
export function registers(name: string): string {
  return Array.from({ length: 6 }, (_, k) => `${name}${k} = vec4(0.0)`).join(', ');
}

/** GLSL: conv2's weights from four input channels, a column for each, to the four output channels at `at`. */
export const KERNEL_MATRIX = `mat4 w = mat4(
          texelFetch(atlas, at, 0),
          texelFetch(atlas, ivec2(at.x + 16, at.y), 0),
          texelFetch(atlas, ivec2(at.x + 32, at.y), 0),
          texelFetch(atlas, ivec2(at.x + 48, at.y), 0));`;

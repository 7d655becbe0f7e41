/** Whether this browser has the vectors that the kernels are made of; asked before any kernel is loaded. */

/**
 * The smallest program that needs them: one function without arguments, `i32x4.splat(0)` and its first lane dropped.
 * Magic and version; a type () → (); a function of it; its code.
 */
const PROGRAM = [
  [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  [1, 4, 1, 0x60, 0, 0],
  [3, 2, 1, 0],
  // i32.const 0, i32x4.splat, drop, end.
  [10, 9, 1, 7, 0, 0x41, 0, 0xfd, 17, 0x1a, 0x0b],
].flat();

export function hasVectors(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(Uint8Array.from(PROGRAM));
}

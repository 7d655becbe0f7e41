/** What vectors this browser and this processor have, asked before any kernel is loaded. */

/** Magic and version of a WebAssembly module. */
const HEAD = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/**
 * The smallest program that needs vectors: one function without arguments, `i32x4.splat(0)` and its first lane dropped.
 * A type () → (); a function of it; its code.
 */
const PROGRAM = [
  HEAD,
  [1, 4, 1, 0x60, 0, 0],
  [3, 2, 1, 0],
  // i32.const 0, i32x4.splat, drop, end.
  [10, 9, 1, 7, 0, 0x41, 0, 0xfd, 17, 0x1a, 0x0b],
].flat();

/** Whether there are the vectors that the kernels are made of. */
export function hasVectors(): boolean {
  hasThem ??= typeof WebAssembly === 'object' && WebAssembly.validate(Uint8Array.from(PROGRAM));
  return hasThem;
}
/** Does not change, and is asked for whenever an engine is chosen. */
let hasThem: boolean | undefined;

/** (1 + 2⁻¹²)² is 1 + 2⁻¹¹ + 2⁻²⁴, of which one rounding to float32 leaves 1 + 2⁻¹¹. */
const FACTOR = 1 + 2 ** -12;
const ROUNDED_SQUARE = 1 + 2 ** -11;

/** f32.const and f32x4.splat: the value in all four lanes. */
const lanes = (value: number) => [0x43, ...new Uint8Array(Float32Array.of(value).buffer), 0xfd, 19];

/** A program `f` () → f32: the first lane of `f32x4.relaxed_madd(FACTOR, FACTOR, −ROUNDED_SQUARE)`. */
const MULTIPLY_ADD = (() => {
  const code = [
    // No variables.
    0,
    ...[FACTOR, FACTOR, -ROUNDED_SQUARE].flatMap(lanes),
    // f32x4.relaxed_madd, f32x4.extract_lane 0, end.
    ...[0xfd, 0x85, 2, 0xfd, 31, 0, 0x0b],
  ];
  return [
    HEAD,
    [1, 5, 1, 0x60, 0, 1, 0x7d],
    [3, 2, 1, 0],
    [7, 5, 1, 1, 'f'.charCodeAt(0), 0, 0],
    [10, code.length + 2, 1, code.length, ...code],
  ].flat();
})();

/**
 * Whether relaxed SIMD's a·b + c is one instruction here, with one rounding. Where the browser has no relaxed SIMD, or the
 * processor no such instruction, it is not.
 */
export function fusesMultiplyAdd(): boolean {
  const program = Uint8Array.from(MULTIPLY_ADD);
  if (!WebAssembly.validate(program)) return false;
  const { f } = new WebAssembly.Instance(new WebAssembly.Module(program)).exports;
  return (f as () => number)() !== 0;
}

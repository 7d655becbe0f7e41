/**
 * a·b + c on four numbers at once: rounded once where the module is built with relaxed SIMD and the processor has an
 * instruction for it, rounded twice otherwise.
 */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

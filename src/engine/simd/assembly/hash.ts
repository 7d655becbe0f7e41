/** The hash of `domain/hash.ts` for four elements. */
export function hash(index: v128, seed: v128): v128 {
  let h = i32x4.add(i32x4.mul(index, i32x4.splat(0x9e3779b9)), seed);
  h = v128.xor(h, i32x4.shr_u(h, 16));
  h = i32x4.mul(h, i32x4.splat(0x85ebca6b));
  h = v128.xor(h, i32x4.shr_u(h, 13));
  h = i32x4.mul(h, i32x4.splat(0xc2b2ae35));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

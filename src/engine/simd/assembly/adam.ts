/**
 * 0 in place of what is so small that no weight feels it. Averages of a unit that is dead would fade for ever into numbers
 * below 1e-38, and the square of a small gradient is one at once; processors compute them a hundred times as slowly.
 */
function settled(value: v128, least: f32): v128 {
  return v128.andnot(value, f32x4.lt(f32x4.abs(value), f32x4.splat(least)));
}

/** Of averages. Of a gradient: the root of the smallest number that is computed fast; Adam's ε is 1e10 times as large. */
const LEAST_AVERAGE: f32 = 1e-33;
const LEAST_GRADIENT: f32 = 1e-18;

/**
 * Adam in TensorFlow 1's form; see `domain/optimizer.ts`. `count` is a multiple of 4.
 *
 *     m += (1 − β₁)(g − m),  v += (1 − β₂)(g² − v),  w −= rate · m / (√v + ε)
 */
export function adam(
  weights: usize,
  first: usize,
  second: usize,
  gradient: usize,
  count: i32,
  rate: f32,
  share1: f32,
  share2: f32,
  epsilon: f32,
): void {
  const step = f32x4.splat(rate);
  const new1 = f32x4.splat(share1);
  const new2 = f32x4.splat(share2);
  const least = f32x4.splat(epsilon);
  const bytes = <usize>count * 4;
  for (let i: usize = 0; i < bytes; i += 16) {
    const g = settled(v128.load(gradient + i), LEAST_GRADIENT);
    const m0 = v128.load(first + i);
    const v0 = v128.load(second + i);
    const m = settled(f32x4.add(m0, f32x4.mul(new1, f32x4.sub(g, m0))), LEAST_AVERAGE);
    const v = settled(f32x4.add(v0, f32x4.mul(new2, f32x4.sub(f32x4.mul(g, g), v0))), LEAST_AVERAGE);
    v128.store(first + i, m);
    v128.store(second + i, v);
    const change = f32x4.div(f32x4.mul(step, m), f32x4.add(f32x4.sqrt(v), least));
    v128.store(weights + i, f32x4.sub(v128.load(weights + i), change));
  }
}

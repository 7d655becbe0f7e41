/**
 * What stands between the sums of the fully connected layer and its output: a normalization over the batch or a bias,
 * relu, dropout. All for one panel, [image][64], four units at a time.
 */
import { floats, high, low } from './doubles';
import { hash } from './hash';

const PANEL = 64;
const ROW: usize = PANEL * 4;

/** Mean and variance of each unit over the batch. */
export function unitStatistics(z: usize, mean: usize, variance: usize, count: i32): void {
  const end = <usize>count * ROW;
  const share = f64x2.splat(1 / <f64>count);
  for (let j: usize = 0; j < ROW; j += 16) {
    let a = f64x2.splat(0);
    let b = a;
    for (let n: usize = j; n < end; n += ROW) {
      const v = v128.load(z + n);
      a = f64x2.add(a, low(v));
      b = f64x2.add(b, high(v));
    }
    const centre = floats(f64x2.mul(a, share), f64x2.mul(b, share));
    v128.store(mean + j, centre);
    a = f64x2.splat(0);
    b = a;
    for (let n: usize = j; n < end; n += ROW) {
      const v = f32x4.sub(v128.load(z + n), centre);
      const square = f32x4.mul(v, v);
      a = f64x2.add(a, low(square));
      b = f64x2.add(b, high(square));
    }
    v128.store(variance + j, floats(f64x2.mul(a, share), f64x2.mul(b, share)));
  }
}

/**
 * units = relu((z − mean) · scale + shift), and dropout: an element is kept where its hash lies below the threshold, and
 * multiplied by `factor`. Without dropout `factor` is 0. `firstUnit` is the number of the panel's first unit among `width`.
 */
export function activateUnits(
  z: usize,
  mean: usize,
  scale: usize,
  shift: usize,
  units: usize,
  images: i32,
  firstUnit: i32,
  width: i32,
  seed: i32,
  threshold: i32,
  factor: f32,
): void {
  const zero = f32x4.splat(0);
  const stream = i32x4.splat(seed);
  const limit = i32x4.splat(threshold);
  const kept = f32x4.splat(factor);
  for (let n = 0; n < images; n++)
    for (let j: usize = 0; j < ROW; j += 16) {
      const here = <usize>n * ROW + j;
      const centred = f32x4.sub(v128.load(z + here), v128.load(mean + j));
      let y = f32x4.max(f32x4.add(f32x4.mul(centred, v128.load(scale + j)), v128.load(shift + j)), zero);
      if (factor !== 0) {
        const first = n * width + firstUnit + <i32>(j >> 2);
        const index = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
        y = v128.and(f32x4.mul(y, kept), i32x4.lt_u(hash(index, stream), limit));
      }
      v128.store(units + here, y);
    }
}

/**
 * The gradient of the sums in place of the sums, from that of the units: relu and dropout let through where a unit is
 * above 0. `shiftGradient` and, where it is normalised, `scaleGradient` get a sum over the batch for each unit.
 */
export function unitsBackward(
  z: usize,
  units: usize,
  unitsGradient: usize,
  mean: usize,
  inverse: usize,
  scale: usize,
  shiftGradient: usize,
  scaleGradient: usize,
  images: i32,
  count: i32,
  factor: f32,
  normalised: bool,
): void {
  const end = <usize>count * ROW;
  const zero = f32x4.splat(0);
  const kept = f32x4.splat(factor);
  const share = f64x2.splat(1 / <f64>count);
  for (let j: usize = 0; j < ROW; j += 16) {
    const centre = v128.load(mean + j);
    const narrow = v128.load(inverse + j);
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (let n: usize = j; n < end; n += ROW) {
      const slope = v128.and(
        f32x4.mul(v128.load(unitsGradient + n), kept),
        f32x4.gt(v128.load(units + n), zero),
      );
      v128.store(unitsGradient + n, slope);
      a = f64x2.add(a, low(slope));
      b = f64x2.add(b, high(slope));
      if (normalised) {
        const x = f32x4.mul(f32x4.sub(v128.load(z + n), centre), narrow);
        v128.store(z + n, x);
        const product = f32x4.mul(slope, x);
        c = f64x2.add(c, low(product));
        d = f64x2.add(d, high(product));
      }
    }
    v128.store(shiftGradient + j, floats(a, b));
    if (!normalised) {
      for (let n: usize = j; n < end; n += ROW) v128.store(z + n, v128.load(unitsGradient + n));
      continue;
    }
    v128.store(scaleGradient + j, floats(c, d));
    const meanSlope = floats(f64x2.mul(a, share), f64x2.mul(b, share));
    const meanProduct = floats(f64x2.mul(c, share), f64x2.mul(d, share));
    const wide = v128.load(scale + j);
    for (let n: usize = j; n < end; n += ROW) {
      const varying = f32x4.sub(v128.load(unitsGradient + n), meanSlope);
      v128.store(z + n, f32x4.mul(f32x4.sub(varying, f32x4.mul(v128.load(z + n), meanProduct)), wide));
    }
  }
  memory.fill(z + end, 0, <usize>(images - count) * ROW);
}

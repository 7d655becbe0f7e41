/**
 * Noise behind Batch Normalization, y·s + m: the numbers of `domain/noise.ts`, to the last bit, in float64 as there, two at
 * a time. Maps are [pixel][channel][image]; those of a fully connected layer have one pixel.
 */
import { floats } from './doubles';
import { hash } from './hash';

/** `Math.log`: what AssemblyScript would put in its place wants tables of its own in the memory. */
declare function log(x: f64): f64;

/** The numbers in (0, 1) of `domain/random.ts` that two hashes mean, those in lanes 0 and 1. */
function uniform(hashes: v128): v128 {
  return f64x2.mul(
    f64x2.add(f64x2.convert_low_i32x4_u(hashes), f64x2.splat(0.5)),
    f64x2.splat(1 / 4294967296.0),
  );
}

/** Lanes 2 and 3 as lanes 0 and 1. */
function upper(hashes: v128): v128 {
  return v128.shuffle<i32>(hashes, hashes, 2, 3, 2, 3);
}

/** One number of a stream. */
function uniformOf(index: i32, seed: i32): f64 {
  return f64x2.extract_lane(uniform(hash(i32x4.splat(index), i32x4.splat(seed))), 0);
}

/** a·x + b. */
function step(a: v128, x: v128, b: f64): v128 {
  return f64x2.add(f64x2.mul(a, x), f64x2.splat(b));
}

const TAIL: f64 = 0.02425;

/** `normalQuantile` of `domain/normal.ts`, which says where its numbers are from. */
function normalQuantile(p: v128): v128 {
  const q = f64x2.sub(p, f64x2.splat(0.5));
  const r = f64x2.mul(q, q);
  let numerator = step(f64x2.splat(-3.969683028665376e1), r, 2.209460984245205e2);
  numerator = step(numerator, r, -2.759285104469687e2);
  numerator = step(numerator, r, 1.38357751867269e2);
  numerator = step(numerator, r, -3.066479806614716e1);
  numerator = step(numerator, r, 2.506628277459239);
  let denominator = step(f64x2.splat(-5.447609879822406e1), r, 1.615858368580409e2);
  denominator = step(denominator, r, -1.556989798598866e2);
  denominator = step(denominator, r, 6.680131188771972e1);
  denominator = step(denominator, r, -1.328068155288572e1);
  denominator = step(denominator, r, 1);
  let x = f64x2.div(f64x2.mul(numerator, q), denominator);
  const first = f64x2.extract_lane(p, 0);
  const second = f64x2.extract_lane(p, 1);
  if (first < TAIL || first > 1 - TAIL) x = f64x2.replace_lane(x, 0, tailQuantile(first));
  if (second < TAIL || second > 1 - TAIL) x = f64x2.replace_lane(x, 1, tailQuantile(second));
  return x;
}

/** The same where p is near 0 or 1. */
function tailQuantile(p: f64): f64 {
  const q = sqrt(-2 * log(p < TAIL ? p : 1 - p));
  let numerator = -7.784894002430293e-3 * q + -3.223964580411365e-1;
  numerator = numerator * q + -2.400758277161838;
  numerator = numerator * q + -2.549732539343734;
  numerator = numerator * q + 4.374664141464968;
  numerator = numerator * q + 2.938163982698783;
  let denominator = 7.784695709041462e-3 * q + 3.224671290700398e-1;
  denominator = denominator * q + 2.445134137142996;
  denominator = denominator * q + 3.754408661907416;
  const x = numerator / (denominator * q + 1);
  return p < TAIL ? x : -x;
}

/**
 * y = ((z − mean) · scale + shift) · s + m, with mean and scale as in `maps.ts`; `factors` gets s. The seeds are those of the
 * streams of μ, σ, m and s, the widths those of μ, σ, and of m and s around them.
 */
export function addNoise(
  z: usize,
  mean: usize,
  scale: usize,
  shift: usize,
  y: usize,
  factors: usize,
  pixels: i32,
  channels: i32,
  images: i32,
  perPixel: usize,
  ofMean: i32,
  ofSpread: i32,
  ofShift: i32,
  ofFactor: i32,
  meanWidth: f64,
  spreadWidth: f64,
  eachWidth: f64,
): void {
  const row = <usize>images * 4;
  const activations = pixels * channels;
  const shiftStream = i32x4.splat(ofShift);
  const factorStream = i32x4.splat(ofFactor);
  const each = f64x2.splat(eachWidth);
  const two = f64x2.splat(2);
  const one = f64x2.splat(1);
  const four = i32x4.splat(4 * activations);
  let activation = 0;
  for (let p = 0; p < pixels; p++)
    for (let c: usize = 0; c < <usize>channels * 4; c += 4) {
      const stat = <usize>p * perPixel + c;
      const centre = v128.load32_splat(mean + stat);
      const wide = v128.load32_splat(scale + stat);
      const b = v128.load32_splat(shift + c);
      const middle = f64x2.splat((2 * uniformOf(activation, ofMean) - 1) * meanWidth);
      const spread = f64x2.splat(1 + uniformOf(activation, ofSpread) * spreadWidth);
      // Elements are counted [image][activation].
      let index = i32x4.add(i32x4.splat(activation), i32x4.mul(i32x4.splat(activations), i32x4(0, 1, 2, 3)));
      for (let n: usize = 0; n < row; n += 16) {
        const a = hash(index, shiftStream);
        const m = floats(
          f64x2.add(middle, f64x2.mul(f64x2.sub(f64x2.mul(two, uniform(a)), one), each)),
          f64x2.add(middle, f64x2.mul(f64x2.sub(f64x2.mul(two, uniform(upper(a))), one), each)),
        );
        const h = hash(index, factorStream);
        const s = floats(
          f64x2.add(spread, f64x2.mul(normalQuantile(uniform(h)), each)),
          f64x2.add(spread, f64x2.mul(normalQuantile(uniform(upper(h))), each)),
        );
        const quiet = f32x4.add(f32x4.mul(f32x4.sub(v128.load(z + n), centre), wide), b);
        v128.store(y + n, f32x4.add(f32x4.mul(quiet, s), m));
        v128.store(factors + n, s);
        index = i32x4.add(index, four);
      }
      activation++;
      z += row;
      y += row;
      factors += row;
    }
}

/** values *= factors, for `count` of them, a multiple of 4. */
export function multiply(values: usize, factors: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count * 4; i += 16)
    v128.store(values + i, f32x4.mul(v128.load(values + i), v128.load(factors + i)));
}

/** The gradient of a pooled map times the factor of each window's winner. Where there is none it has no effect. */
export function multiplyByWinners(
  gradient: usize,
  winners: usize,
  factors: usize,
  side: i32,
  channels: i32,
  images: i32,
): void {
  const right = <usize>channels * <usize>images * 4;
  const below = <usize>side * right;
  for (let y = 0; y < side; y += 2)
    for (let x = 0; x < side; x += 2) {
      const p = factors + <usize>(y * side + x) * right;
      for (let n: usize = 0; n < right; n += 16) {
        const winner = v128.load(winners + n);
        let factor = v128.load(p + n);
        factor = v128.bitselect(v128.load(p + right + n), factor, i32x4.eq(winner, i32x4.splat(1)));
        factor = v128.bitselect(v128.load(p + below + n), factor, i32x4.eq(winner, i32x4.splat(2)));
        factor = v128.bitselect(v128.load(p + below + right + n), factor, i32x4.eq(winner, i32x4.splat(3)));
        v128.store(gradient + n, f32x4.mul(v128.load(gradient + n), factor));
      }
      gradient += right;
      winners += right;
    }
}

/**
 * What stands between a convolution and its output: a normalization over the batch or a bias, max-pooling 2×2, relu;
 * forward and back, over maps [pixel][channel][image].
 *
 * Means, variances and all that is made of them are one for each channel, or one for each pixel and channel:
 * `perPixel` is the step from one pixel's to the next, in bytes, and 0 where all pixels share theirs.
 */
import { high, low } from './doubles';

/** Sum of the first `count` of a row's values. */
function rowSum(row: usize, count: i32): f64 {
  let a = f64x2.splat(0);
  let b = a;
  const fours = <usize>(count & ~3) * 4;
  for (let i: usize = 0; i < fours; i += 16) {
    const v = v128.load(row + i);
    a = f64x2.add(a, low(v));
    b = f64x2.add(b, high(v));
  }
  a = f64x2.add(a, b);
  let sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  for (let i = count & ~3; i < count; i++) sum += <f64>load<f32>(row + <usize>i * 4);
  return sum;
}

/** Sum of the squares of the first `count` of a row's values, less a centre. */
function rowSquares(row: usize, count: i32, centre: f32): f64 {
  let a = f64x2.splat(0);
  let b = a;
  const middle = f32x4.splat(centre);
  const fours = <usize>(count & ~3) * 4;
  for (let i: usize = 0; i < fours; i += 16) {
    const d = f32x4.sub(v128.load(row + i), middle);
    const v = f32x4.mul(d, d);
    a = f64x2.add(a, low(v));
    b = f64x2.add(b, high(v));
  }
  a = f64x2.add(a, b);
  let sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  for (let i = count & ~3; i < count; i++) {
    const d = load<f32>(row + <usize>i * 4) - centre;
    sum += <f64>(d * d);
  }
  return sum;
}

/**
 * Mean and variance, in two passes, of `groups` groups of `members` pixels each, for each channel. Sums are float64, so
 * that equal values, as in the blank border of the images, have exactly their value as mean: their variance is 0, and
 * 1/√ε = 316 would make something of a rounding error.
 */
export function mapStatistics(
  z: usize,
  mean: usize,
  variance: usize,
  groups: i32,
  members: i32,
  channels: i32,
  images: i32,
  count: i32,
): void {
  const row = <usize>images * 4;
  const pixel = <usize>channels * row;
  const size = <f64>members * <f64>count;
  for (let g = 0; g < groups; g++) {
    for (let c = 0; c < channels; c++) {
      const first = z + <usize>c * row;
      const end = first + <usize>members * pixel;
      let sum: f64 = 0;
      for (let p = first; p < end; p += pixel) sum += rowSum(p, count);
      const centre = <f32>(sum / size);
      sum = 0;
      for (let p = first; p < end; p += pixel) sum += rowSquares(p, count, centre);
      store<f32>(mean, centre);
      store<f32>(variance, <f32>(sum / size));
      mean += 4;
      variance += 4;
    }
    z += <usize>members * pixel;
  }
}

/** inverse = 1 / √(variance + ε), scale = gamma · inverse, for `groups` times `channels` of them. */
export function scales(
  variance: usize,
  gamma: usize,
  inverse: usize,
  scale: usize,
  groups: i32,
  channels: i32,
  epsilon: f64,
): void {
  for (let g = 0; g < groups; g++)
    for (let c: usize = 0; c < <usize>channels * 4; c += 4) {
      const narrow = 1 / sqrt(<f64>load<f32>(variance) + epsilon);
      store<f32>(inverse, <f32>narrow);
      store<f32>(scale, <f32>(<f64>load<f32>(gamma + c) * narrow));
      variance += 4;
      inverse += 4;
      scale += 4;
    }
}

/** In place of a window's winner, where relu lets nothing through. */
const NONE = 4;

/**
 * pooled = relu(max over a window of (z − mean) · scale + shift). `winners` notes which of the window's four pixels was
 * the largest, the first of equals, or 4 where relu lets nothing through.
 */
export function activatePool(
  z: usize,
  mean: usize,
  scale: usize,
  shift: usize,
  pooled: usize,
  winners: usize,
  side: i32,
  channels: i32,
  images: i32,
  perPixel: usize,
): void {
  const row = <usize>images * 4;
  const right = <usize>channels * row;
  const below = <usize>side * right;
  const statBelow = <usize>side * perPixel;
  const zero = f32x4.splat(0);
  for (let y = 0; y < side; y += 2)
    for (let x = 0; x < side; x += 2) {
      const pixel = <usize>(y * side + x);
      let p = z + pixel * right;
      let m = mean + pixel * perPixel;
      let s = scale + pixel * perPixel;
      for (let c: usize = 0; c < <usize>channels * 4; c += 4) {
        const m0 = v128.load32_splat(m);
        const m1 = v128.load32_splat(m + perPixel);
        const m2 = v128.load32_splat(m + statBelow);
        const m3 = v128.load32_splat(m + statBelow + perPixel);
        const s0 = v128.load32_splat(s);
        const s1 = v128.load32_splat(s + perPixel);
        const s2 = v128.load32_splat(s + statBelow);
        const s3 = v128.load32_splat(s + statBelow + perPixel);
        const b = v128.load32_splat(shift + c);
        for (let n: usize = 0; n < row; n += 16) {
          let best = f32x4.add(f32x4.mul(f32x4.sub(v128.load(p), m0), s0), b);
          let winner = i32x4.splat(0);
          const y1 = f32x4.add(f32x4.mul(f32x4.sub(v128.load(p + right), m1), s1), b);
          let larger = f32x4.gt(y1, best);
          best = v128.bitselect(y1, best, larger);
          winner = v128.bitselect(i32x4.splat(1), winner, larger);
          const y2 = f32x4.add(f32x4.mul(f32x4.sub(v128.load(p + below), m2), s2), b);
          larger = f32x4.gt(y2, best);
          best = v128.bitselect(y2, best, larger);
          winner = v128.bitselect(i32x4.splat(2), winner, larger);
          const y3 = f32x4.add(f32x4.mul(f32x4.sub(v128.load(p + below + right), m3), s3), b);
          larger = f32x4.gt(y3, best);
          best = v128.bitselect(y3, best, larger);
          winner = v128.bitselect(i32x4.splat(3), winner, larger);
          v128.store(pooled, f32x4.max(best, zero));
          v128.store(winners, v128.bitselect(winner, i32x4.splat(NONE), f32x4.gt(best, zero)));
          p += 16;
          pooled += 16;
          winners += 16;
        }
        m += 4;
        s += 4;
      }
    }
}

function sumOf(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) +
    <f64>f32x4.extract_lane(v, 1) +
    <f64>f32x4.extract_lane(v, 2) +
    <f64>f32x4.extract_lane(v, 3)
  );
}

/** Of a layer with a bias: its gradient for each channel, the sum of what pooling and relu let through. */
export function biasGradient(
  gradient: usize,
  winners: usize,
  out: usize,
  windows: i32,
  channels: i32,
  images: i32,
): void {
  const row = <usize>images * 4;
  const window = <usize>channels * row;
  for (let c = 0; c < channels; c++) {
    let sum: f64 = 0;
    for (let w = 0; w < windows; w++) {
      const here = <usize>w * window + <usize>c * row;
      let part = f32x4.splat(0);
      for (let n: usize = 0; n < row; n += 16) {
        const through = i32x4.ne(v128.load(winners + here + n), i32x4.splat(NONE));
        part = f32x4.add(part, v128.and(v128.load(gradient + here + n), through));
      }
      sum += sumOf(part);
    }
    store<f32>(out + <usize>c * 4, <f32>sum);
  }
}

/**
 * Of a normalised layer: the means of the output's gradient and of its product with the normalised values, over the
 * same values as the mean of the way forward, and their sums for each channel, the gradients of beta and gamma.
 */
export function normalizedSums(
  gradient: usize,
  winners: usize,
  z: usize,
  mean: usize,
  inverse: usize,
  meanGradient: usize,
  meanProduct: usize,
  betaGradient: usize,
  gammaGradient: usize,
  side: i32,
  channels: i32,
  images: i32,
  count: i32,
  perPixel: usize,
): void {
  const row = <usize>images * 4;
  const right = <usize>channels * row;
  const half = side >> 1;
  const size = perPixel !== 0 ? <f64>count : <f64>count * <f64>(side * side);
  for (let c = 0; c < channels; c++) {
    const channel = <usize>c * 4;
    let allGradients: f64 = 0;
    let allProducts: f64 = 0;
    for (let y = 0; y < half; y++)
      for (let x = 0; x < half; x++) {
        const window = <usize>(y * half + x) * right + <usize>c * row;
        for (let k = 0; k < 4; k++) {
          const pixel = <usize>((2 * y + (k >> 1)) * side + 2 * x + (k & 1));
          const stat = pixel * perPixel + channel;
          const values = z + pixel * right + <usize>c * row;
          const centre = v128.load32_splat(mean + stat);
          const narrow = v128.load32_splat(inverse + stat);
          const which = i32x4.splat(k);
          let gradients = f32x4.splat(0);
          let products = gradients;
          for (let n: usize = 0; n < row; n += 16) {
            const won = i32x4.eq(v128.load(winners + window + n), which);
            const slope = v128.and(v128.load(gradient + window + n), won);
            gradients = f32x4.add(gradients, slope);
            const normalised = f32x4.mul(f32x4.sub(v128.load(values + n), centre), narrow);
            products = f32x4.add(products, f32x4.mul(slope, normalised));
          }
          const sum = sumOf(gradients);
          const product = sumOf(products);
          allGradients += sum;
          allProducts += product;
          if (perPixel !== 0) {
            store<f32>(meanGradient + stat, <f32>(sum / size));
            store<f32>(meanProduct + stat, <f32>(product / size));
          }
        }
      }
    if (perPixel === 0) {
      store<f32>(meanGradient + channel, <f32>(allGradients / size));
      store<f32>(meanProduct + channel, <f32>(allProducts / size));
    }
    store<f32>(betaGradient + channel, <f32>allGradients);
    store<f32>(gammaGradient + channel, <f32>allProducts);
  }
}

/** Of a layer with a bias: the gradient of the convolution's output, which goes to the winners of the windows. */
export function unpool(
  gradient: usize,
  winners: usize,
  out: usize,
  side: i32,
  channels: i32,
  images: i32,
): void {
  const right = <usize>channels * <usize>images * 4;
  const below = <usize>side * right;
  for (let y = 0; y < side; y += 2)
    for (let x = 0; x < side; x += 2) {
      const p = out + <usize>(y * side + x) * right;
      for (let n: usize = 0; n < right; n += 16) {
        const slope = v128.load(gradient + n);
        const winner = v128.load(winners + n);
        v128.store(p + n, v128.and(slope, i32x4.eq(winner, i32x4.splat(0))));
        v128.store(p + right + n, v128.and(slope, i32x4.eq(winner, i32x4.splat(1))));
        v128.store(p + below + n, v128.and(slope, i32x4.eq(winner, i32x4.splat(2))));
        v128.store(p + below + right + n, v128.and(slope, i32x4.eq(winner, i32x4.splat(3))));
      }
      gradient += right;
      winners += right;
    }
}

/**
 * Of a normalised layer: the gradient of the convolution's output in place of that output,
 * scale · (slope − mean of slopes − normalised · mean of products), and 0 in the padding.
 */
export function normalizedBackward(
  gradient: usize,
  winners: usize,
  z: usize,
  mean: usize,
  inverse: usize,
  scale: usize,
  meanGradient: usize,
  meanProduct: usize,
  side: i32,
  channels: i32,
  images: i32,
  count: i32,
  perPixel: usize,
): void {
  const row = <usize>images * 4;
  const right = <usize>channels * row;
  const half = side >> 1;
  for (let y = 0; y < half; y++)
    for (let x = 0; x < half; x++)
      for (let k = 0; k < 4; k++) {
        const pixel = <usize>((2 * y + (k >> 1)) * side + 2 * x + (k & 1));
        const which = i32x4.splat(k);
        let window = <usize>(y * half + x) * right;
        let stat = pixel * perPixel;
        let p = z + pixel * right;
        for (let c = 0; c < channels; c++) {
          const centre = v128.load32_splat(mean + stat);
          const narrow = v128.load32_splat(inverse + stat);
          const wide = v128.load32_splat(scale + stat);
          const gradients = v128.load32_splat(meanGradient + stat);
          const products = v128.load32_splat(meanProduct + stat);
          for (let n: usize = 0; n < row; n += 16) {
            const won = i32x4.eq(v128.load(winners + window + n), which);
            const slope = v128.and(v128.load(gradient + window + n), won);
            const normalised = f32x4.mul(f32x4.sub(v128.load(p + n), centre), narrow);
            const varying = f32x4.sub(f32x4.sub(slope, gradients), f32x4.mul(normalised, products));
            v128.store(p + n, f32x4.mul(varying, wide));
          }
          for (let n = count; n < images; n++) store<f32>(p + <usize>n * 4, 0);
          stat += 4;
          window += row;
          p += row;
        }
      }
}

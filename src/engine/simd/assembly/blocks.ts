/**
 * Normalizations of blocks: so many neighbouring channels of so many consecutive images have one mean and variance over all
 * their pixels. A block of Group Normalization is one image's, a block of a ghost batch one channel's.
 *
 * Maps are [pixel][channel][image]; those of a fully connected layer have one pixel. What is one for each block stands in
 * tables [channel][image], at every place of the block: a pass over a map then reads memory in its order, whatever the
 * blocks are. Sums are float64, as equal values must have exactly their value as mean; see `maps.ts`.
 */
import { floats, high, low } from './doubles';

/** Adds four numbers to four sums in float64. */
function addTo(sums: usize, values: v128): void {
  v128.store(sums, f64x2.add(v128.load(sums), low(values)));
  v128.store(sums + 16, f64x2.add(v128.load(sums + 16), high(values)));
}

/** sums[i] = Σ over rows of values[row][i], for `length` columns, a multiple of 4. */
export function columnSums(values: usize, sums: usize, rows: i32, length: i32): void {
  const bytes = <usize>length * 4;
  memory.fill(sums, 0, 2 * bytes);
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < bytes; i += 16) addTo(sums + 2 * i, v128.load(values + i));
    values += bytes;
  }
}

/** The same of the squares of values less the mean of their column. */
export function columnSquares(values: usize, mean: usize, sums: usize, rows: i32, length: i32): void {
  const bytes = <usize>length * 4;
  memory.fill(sums, 0, 2 * bytes);
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < bytes; i += 16) {
      const centred = f32x4.sub(v128.load(values + i), v128.load(mean + i));
      addTo(sums + 2 * i, f32x4.mul(centred, centred));
    }
    values += bytes;
  }
}

/** The same of slopes, and of their products with the normalised values. */
export function columnProducts(
  slopes: usize,
  z: usize,
  mean: usize,
  inverse: usize,
  sums: usize,
  products: usize,
  rows: i32,
  length: i32,
): void {
  const bytes = <usize>length * 4;
  memory.fill(sums, 0, 2 * bytes);
  memory.fill(products, 0, 2 * bytes);
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < bytes; i += 16) {
      const slope = v128.load(slopes + i);
      const centred = f32x4.sub(v128.load(z + i), v128.load(mean + i));
      addTo(sums + 2 * i, slope);
      addTo(products + 2 * i, f32x4.mul(slope, f32x4.mul(centred, v128.load(inverse + i))));
    }
    slopes += bytes;
    z += bytes;
  }
}

/** out[row] = Σ of the first `count` of a row's sums in float64, for each of `rows` rows of `columns`. */
export function rowSums(sums: usize, out: usize, rows: i32, columns: i32, count: i32): void {
  for (let r = 0; r < rows; r++) {
    let sum: f64 = 0;
    for (let n = 0; n < count; n++) sum += load<f64>(sums + <usize>n * 8);
    store<f32>(out + <usize>r * 4, <f32>sum);
    sums += <usize>columns * 8;
  }
}

/**
 * The mean of each block, at all its places, from sums over `pixels` pixels, [channel][image] in float64: blocks of `wide`
 * channels and `long` images, of which the last has what is left. Channels have weights, unless these are 0. The padding
 * repeats the last image, so it gets what that has.
 */
export function blockMeans(
  sums: usize,
  weights: usize,
  means: usize,
  channels: i32,
  images: i32,
  count: i32,
  wide: i32,
  long: i32,
  pixels: i32,
): void {
  for (let c = 0; c < channels; c += wide)
    for (let n = 0; n < count; n += long) {
      const end = min(n + long, count);
      let sum: f64 = 0;
      for (let k = c; k < c + wide; k++) {
        let part: f64 = 0;
        for (let i = n; i < end; i++) part += load<f64>(sums + <usize>(k * images + i) * 8);
        sum += weights === 0 ? part : part * <f64>load<f32>(weights + <usize>k * 4);
      }
      const mean = <f32>(sum / (<f64>wide * <f64>(end - n) * <f64>pixels));
      const last = end === count ? images : end;
      for (let k = c; k < c + wide; k++)
        for (let i = n; i < last; i++) store<f32>(means + <usize>(k * images + i) * 4, mean);
    }
}

/** inverse = 1 / √(variance + ε), for `count` of them, a multiple of 4. */
export function inverses(variance: usize, inverse: usize, count: i32, epsilon: f64): void {
  const one = f64x2.splat(1);
  const least = f64x2.splat(epsilon);
  for (let i: usize = 0; i < <usize>count * 4; i += 16) {
    const v = v128.load(variance + i);
    const lower = f64x2.div(one, f64x2.sqrt(f64x2.add(low(v), least)));
    const upper = f64x2.div(one, f64x2.sqrt(f64x2.add(high(v), least)));
    v128.store(inverse + i, floats(lower, upper));
  }
}

/** y = (z − mean) · inverse · gamma + beta. */
export function normalizeBlocks(
  z: usize,
  mean: usize,
  inverse: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  pixels: i32,
  channels: i32,
  images: i32,
): void {
  const row = <usize>images * 4;
  for (let p = 0; p < pixels; p++) {
    let stat: usize = 0;
    for (let c: usize = 0; c < <usize>channels * 4; c += 4) {
      const wide = v128.load32_splat(gamma + c);
      const shift = v128.load32_splat(beta + c);
      for (let n: usize = 0; n < row; n += 16) {
        const centred = f32x4.sub(v128.load(z), v128.load(mean + stat));
        const normalised = f32x4.mul(centred, v128.load(inverse + stat));
        v128.store(y, f32x4.add(f32x4.mul(normalised, wide), shift));
        z += 16;
        y += 16;
        stat += 16;
      }
    }
  }
}

/**
 * The gradient of z, inverse · (gamma · slope − mean of those − normalised · mean of their products), and 0 in the padding:
 * gamma varies within a block, so it goes into the means.
 */
export function blocksBackward(
  slopes: usize,
  z: usize,
  mean: usize,
  inverse: usize,
  gamma: usize,
  meanGradient: usize,
  meanProduct: usize,
  out: usize,
  pixels: i32,
  channels: i32,
  images: i32,
  count: i32,
): void {
  const row = <usize>images * 4;
  for (let p = 0; p < pixels; p++) {
    let stat: usize = 0;
    for (let c: usize = 0; c < <usize>channels * 4; c += 4) {
      const wide = v128.load32_splat(gamma + c);
      for (let n: usize = 0; n < row; n += 16) {
        const narrow = v128.load(inverse + stat);
        const normalised = f32x4.mul(f32x4.sub(v128.load(z + n), v128.load(mean + stat)), narrow);
        const along = f32x4.mul(normalised, v128.load(meanProduct + stat));
        const slope = f32x4.sub(f32x4.mul(v128.load(slopes + n), wide), v128.load(meanGradient + stat));
        v128.store(out + n, f32x4.mul(f32x4.sub(slope, along), narrow));
        stat += 16;
      }
      for (let n = count; n < images; n++) store<f32>(out + <usize>n * 4, 0);
      slopes += row;
      z += row;
      out += row;
    }
  }
}

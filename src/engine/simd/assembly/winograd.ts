/**
 * Convolutions 5×5, and both their gradients, by Winograd's way along rows, F(2, 5): 6 products where the plain way has 10.
 *
 * Two neighbouring outputs of a filter of five taps, y = Aᵀ[(G g) ∘ (Bᵀ d)], are evaluated as polynomials at the points 0,
 * 1, −1, 2, −½ and ∞ (A. Lavin and S. Gray 2016, "Fast Algorithms for Convolutional Neural Networks"; the matrices are
 * Toom's and Cook's, transposed). The gradient of g is Gᵀ[(A y′) ∘ (Bᵀ d)], with the same three matrices. Down the
 * columns the taps are added up plainly: in both directions it would be 36 products instead of 100, a sixth of the
 * time less, but with four times the rounding errors of the plain way, where this has not quite twice as much. Adam's
 * first steps only know the sign of a gradient, and turn errors of those that are nearly 0 into whole steps.
 *
 * The way forward in training is made plainly, as a relu whose input is nearly 0 falls to one side or the other.
 */
import { addMatrix, addPacked } from './tiles';

/** Pixels of a tile, and results of one. */
const TILE: usize = 6;
const STEP = 2;
const TAPS = 5;
const BORDER = 2;
const VECTOR: usize = 16;

/** Where a row's pixel stands; outside the map it is blank. */
function pixelAt(row: usize, blank: usize, side: i32, column: i32, pixel: usize): usize {
  return <u32>column < <u32>side ? row + <usize>column * pixel : blank;
}

/** Bᵀ d of six neighbouring pixels of a row, `pixel` bytes each, from a column on: [6][pixel]. */
function transformInput(row: usize, blank: usize, side: i32, column: i32, pixel: usize, out: usize): void {
  const p0 = pixelAt(row, blank, side, column, pixel);
  const p1 = pixelAt(row, blank, side, column + 1, pixel);
  const p2 = pixelAt(row, blank, side, column + 2, pixel);
  const p3 = pixelAt(row, blank, side, column + 3, pixel);
  const p4 = pixelAt(row, blank, side, column + 4, pixel);
  const p5 = pixelAt(row, blank, side, column + 5, pixel);
  const half = f32x4.splat(0.5);
  const oneAndHalf = f32x4.splat(1.5);
  const twoAndHalf = f32x4.splat(2.5);
  for (let i: usize = 0; i < pixel; i += VECTOR) {
    const d0 = v128.load(p0 + i);
    const d1 = v128.load(p1 + i);
    const d2 = v128.load(p2 + i);
    const d3 = v128.load(p3 + i);
    const d4 = v128.load(p4 + i);
    const d5 = v128.load(p5 + i);
    const odd = f32x4.sub(d1, d3);
    const even = f32x4.sub(d4, d2);
    const to = out + i;
    v128.store(to, f32x4.add(f32x4.add(d0, f32x4.sub(even, d2)), f32x4.mul(odd, oneAndHalf)));
    v128.store(
      to + pixel,
      f32x4.sub(f32x4.sub(d4, f32x4.mul(d2, twoAndHalf)), f32x4.add(d1, f32x4.mul(d3, half))),
    );
    v128.store(
      to + 2 * pixel,
      f32x4.add(f32x4.add(d4, f32x4.mul(d2, half)), f32x4.sub(d1, f32x4.mul(d3, twoAndHalf))),
    );
    v128.store(to + 3 * pixel, f32x4.sub(even, f32x4.mul(odd, half)));
    v128.store(to + 4 * pixel, f32x4.add(even, f32x4.add(odd, odd)));
    v128.store(
      to + 5 * pixel,
      f32x4.sub(f32x4.sub(f32x4.add(d1, d5), f32x4.mul(even, oneAndHalf)), f32x4.add(d3, d3)),
    );
  }
}

/** A y of two neighbouring pixels of `pixel` bytes each: [6][pixel]. */
function spread(y: usize, pixel: usize, out: usize): void {
  const half = f32x4.splat(0.5);
  for (let i: usize = 0; i < pixel; i += VECTOR) {
    const y0 = v128.load(y + i);
    const y1 = v128.load(y + pixel + i);
    const to = out + i;
    v128.store(to, y0);
    v128.store(to + pixel, f32x4.add(y0, y1));
    v128.store(to + 2 * pixel, f32x4.sub(y0, y1));
    v128.store(to + 3 * pixel, f32x4.add(y0, f32x4.add(y1, y1)));
    v128.store(to + 4 * pixel, f32x4.sub(y0, f32x4.mul(y1, half)));
    v128.store(to + 5 * pixel, y1);
  }
}

/** Aᵀ m of [6][pixel]: two neighbouring pixels. */
function gather(m: usize, pixel: usize, out: usize): void {
  const half = f32x4.splat(0.5);
  for (let i: usize = 0; i < pixel; i += VECTOR) {
    const from = m + i;
    const m0 = v128.load(from);
    const m1 = v128.load(from + pixel);
    const m2 = v128.load(from + 2 * pixel);
    const m3 = v128.load(from + 3 * pixel);
    const m4 = v128.load(from + 4 * pixel);
    const m5 = v128.load(from + 5 * pixel);
    v128.store(out + i, f32x4.add(f32x4.add(m0, f32x4.add(m1, m2)), f32x4.add(m3, m4)));
    v128.store(
      out + pixel + i,
      f32x4.add(f32x4.add(f32x4.sub(m1, m2), f32x4.add(m3, m3)), f32x4.sub(m5, f32x4.mul(m4, half))),
    );
  }
}

/** G g of five vectors: six, `step` apart. */
function transformTaps(g0: v128, g1: v128, g2: v128, g3: v128, g4: v128, out: usize, step: usize): void {
  const even = f32x4.add(f32x4.add(g0, g2), g4);
  const odd = f32x4.add(g1, g3);
  const at2 = f32x4.add(
    f32x4.add(g0, f32x4.mul(g2, f32x4.splat(4))),
    f32x4.add(
      f32x4.mul(g4, f32x4.splat(16)),
      f32x4.add(f32x4.mul(g1, f32x4.splat(2)), f32x4.mul(g3, f32x4.splat(8))),
    ),
  );
  const atHalf = f32x4.sub(
    f32x4.add(g0, f32x4.add(f32x4.mul(g2, f32x4.splat(0.25)), f32x4.mul(g4, f32x4.splat(0.0625)))),
    f32x4.add(f32x4.mul(g1, f32x4.splat(0.5)), f32x4.mul(g3, f32x4.splat(0.125))),
  );
  v128.store(out, g0);
  v128.store(out + step, f32x4.mul(f32x4.add(even, odd), f32x4.splat(-1 / 3)));
  v128.store(out + 2 * step, f32x4.mul(f32x4.sub(even, odd), f32x4.splat(1 / 3)));
  v128.store(out + 3 * step, f32x4.mul(at2, f32x4.splat(1 / 15)));
  v128.store(out + 4 * step, f32x4.mul(atHalf, f32x4.splat(-16 / 15)));
  v128.store(out + 5 * step, g4);
}

/** Gᵀ u of [6][kernel]: [5][kernel]. */
function gatherTaps(u: usize, kernel: usize, out: usize): void {
  for (let i: usize = 0; i < kernel; i += VECTOR) {
    const from = u + i;
    const a = f32x4.mul(v128.load(from + kernel), f32x4.splat(-1 / 3));
    const b = f32x4.mul(v128.load(from + 2 * kernel), f32x4.splat(1 / 3));
    const c = f32x4.mul(v128.load(from + 3 * kernel), f32x4.splat(1 / 15));
    const d = f32x4.mul(v128.load(from + 4 * kernel), f32x4.splat(-16 / 15));
    const even = f32x4.add(a, b);
    const odd = f32x4.sub(a, b);
    const to = out + i;
    v128.store(to, f32x4.add(f32x4.add(v128.load(from), even), f32x4.add(c, d)));
    v128.store(
      to + kernel,
      f32x4.add(odd, f32x4.sub(f32x4.mul(c, f32x4.splat(2)), f32x4.mul(d, f32x4.splat(0.5)))),
    );
    v128.store(
      to + 2 * kernel,
      f32x4.add(even, f32x4.add(f32x4.mul(c, f32x4.splat(4)), f32x4.mul(d, f32x4.splat(0.25)))),
    );
    v128.store(
      to + 3 * kernel,
      f32x4.add(odd, f32x4.sub(f32x4.mul(c, f32x4.splat(8)), f32x4.mul(d, f32x4.splat(0.125)))),
    );
    v128.store(
      to + 4 * kernel,
      f32x4.add(
        f32x4.add(even, v128.load(from + 5 * kernel)),
        f32x4.add(f32x4.mul(c, f32x4.splat(16)), f32x4.mul(d, f32x4.splat(0.0625))),
      ),
    );
  }
}

/**
 * G g along the rows of a packed kernel, [outputs / 4][5][5][inputs][4]: scalars of as many products,
 * [5][6][outputs / 4][inputs][4].
 */
export function transformKernel(packed: usize, out: usize, inputs: i32, outputs: i32): void {
  const tap = <usize>inputs * VECTOR;
  const place = <usize>(inputs * outputs) * 4;
  for (let k = 0; k < outputs; k += 4) {
    for (let ky: usize = 0; ky < <usize>TAPS; ky++) {
      for (let i: usize = 0; i < tap; i += VECTOR) {
        const g = packed + i;
        transformTaps(
          v128.load(g),
          v128.load(g + tap),
          v128.load(g + 2 * tap),
          v128.load(g + 3 * tap),
          v128.load(g + 4 * tap),
          out + ky * TILE * place + i,
          place,
        );
      }
      packed += <usize>TAPS * tap;
    }
    out += tap;
  }
}

/**
 * What `convolve` computes, [pixel][outputs][image] of x [pixel][inputs][image], from the transformed kernel; of a gradient
 * and the turned kernel it is the gradient of the input. Room: `blank` for a pixel of zeros, `transformed` for
 * [6][inputs][image], `products` for [6][outputs][image].
 */
export function convolveTiles(
  x: usize,
  kernel: usize,
  out: usize,
  side: i32,
  inputs: i32,
  outputs: i32,
  images: i32,
  blank: usize,
  transformed: usize,
  products: usize,
): void {
  const row = <usize>images * 4;
  const pixelIn = <usize>inputs * row;
  const pixelOut = <usize>outputs * row;
  const place = <usize>(inputs * outputs) * 4;
  for (let y = 0; y < side; y++)
    for (let column = 0; column < side; column += STEP) {
      memory.fill(products, 0, TILE * pixelOut);
      for (let ky = max(0, BORDER - y); ky < min(TAPS, side + BORDER - y); ky++) {
        const line = x + <usize>((y + ky - BORDER) * side) * pixelIn;
        transformInput(line, blank, side, column - BORDER, pixelIn, transformed);
        for (let p: usize = 0; p < TILE; p++)
          addPacked(
            products + p * pixelOut,
            row,
            outputs,
            images,
            transformed + p * pixelIn,
            row,
            kernel + (<usize>ky * TILE + p) * place,
            <usize>inputs * VECTOR,
            inputs,
          );
      }
      gather(products, pixelOut, out);
      out += <usize>STEP * pixelOut;
    }
}

/**
 * Gradient of the kernel, [5][5][inputs][outputs], from the input, [pixel][inputs][image], and the gradient of the
 * output, turned: [pixel][image][outputs]. `count` images count, the others are padding. Room: `blank` for a pixel of
 * zeros, `transformed` for [6][inputs][image], `spreads` for [6][image][outputs], `sums` and
 * `totals` for [5][6][inputs][outputs] each: a sum for each row of the map, for precision.
 */
export function kernelGradient(
  x: usize,
  turned: usize,
  out: usize,
  side: i32,
  inputs: i32,
  outputs: i32,
  images: i32,
  count: i32,
  blank: usize,
  transformed: usize,
  spreads: usize,
  sums: usize,
  totals: usize,
): void {
  const row = <usize>images * 4;
  const pixelIn = <usize>inputs * row;
  const outRow = <usize>outputs * 4;
  const pixelOut = <usize>images * outRow;
  const kernel = <usize>inputs * outRow;
  const all = <usize>TAPS * TILE * kernel;
  memory.fill(totals, 0, all);
  for (let y = 0; y < side; y++) {
    memory.fill(sums, 0, all);
    for (let column = 0; column < side; column += STEP) {
      spread(turned, pixelOut, spreads);
      for (let ky = max(0, BORDER - y); ky < min(TAPS, side + BORDER - y); ky++) {
        const line = x + <usize>((y + ky - BORDER) * side) * pixelIn;
        transformInput(line, blank, side, column - BORDER, pixelIn, transformed);
        for (let p: usize = 0; p < TILE; p++)
          addMatrix(
            sums + (<usize>ky * TILE + p) * kernel,
            outRow,
            inputs,
            outputs,
            spreads + p * pixelOut,
            outRow,
            transformed + p * pixelIn,
            row,
            count,
          );
      }
      turned += <usize>STEP * pixelOut;
    }
    for (let i: usize = 0; i < all; i += VECTOR)
      v128.store(totals + i, f32x4.add(v128.load(totals + i), v128.load(sums + i)));
  }
  for (let ky: usize = 0; ky < <usize>TAPS; ky++)
    gatherTaps(totals + ky * TILE * kernel, kernel, out + ky * <usize>TAPS * kernel);
}

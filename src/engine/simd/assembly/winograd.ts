/**
 * Both gradients of a convolution 5×5 by Winograd's way, F(2×2, 5×5): 36 products where the plain way has 100.
 *
 * Two neighbouring outputs of a filter of five taps, y = Aᵀ[(G g) ∘ (Bᵀ d)], take 6 products instead of 10, by
 * evaluating polynomials at the points 0, 1, −1, 2, −½ and ∞ (A. Lavin and S. Gray 2016, "Fast Algorithms for
 * Convolutional Neural Networks"; the matrices are Toom's and Cook's, transposed). In two dimensions that is done along
 * columns and then along rows. The gradient of g is Gᵀ[(A y′) ∘ (Bᵀ d)], with the same three matrices.
 *
 * The forward way is not made like this: its rounding errors are 4 times as large, and a relu whose input is nearly 0
 * falls to one side or the other; gradients only become a little less exact.
 */
import { addProduct, addProductApart } from './tiles';

/** Values of a tile along one side, and of a result. */
const TILE: usize = 6;
const STEP: usize = 2;
const TAPS: usize = 5;
/** Places of a transformed tile. */
const PLACES: usize = TILE * TILE;
const VECTOR: usize = 16;
/** A row of a tile in the scratch. */
const LINE: usize = TILE * VECTOR;

/** Bᵀ d for six vectors `step` apart, from `from` to `to`. */
function inputLine(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, to: usize, step: usize): void {
  const half = f32x4.splat(0.5);
  const oneAndHalf = f32x4.splat(1.5);
  const twoAndHalf = f32x4.splat(2.5);
  const two = f32x4.splat(2);
  const odd = f32x4.sub(d1, d3);
  const even = f32x4.sub(d4, d2);
  v128.store(to, f32x4.add(f32x4.add(d0, f32x4.sub(even, d2)), f32x4.mul(odd, oneAndHalf)));
  v128.store(
    to + step,
    f32x4.sub(f32x4.sub(d4, f32x4.mul(d2, twoAndHalf)), f32x4.add(d1, f32x4.mul(d3, half))),
  );
  v128.store(
    to + 2 * step,
    f32x4.add(f32x4.add(d4, f32x4.mul(d2, half)), f32x4.sub(d1, f32x4.mul(d3, twoAndHalf))),
  );
  v128.store(to + 3 * step, f32x4.sub(even, f32x4.mul(odd, half)));
  v128.store(to + 4 * step, f32x4.add(even, f32x4.mul(odd, two)));
  v128.store(
    to + 5 * step,
    f32x4.add(f32x4.sub(f32x4.add(d1, d5), f32x4.mul(even, oneAndHalf)), f32x4.mul(d3, f32x4.splat(-2))),
  );
}

/** Writes the addresses of a window's 36 pixels; those outside the map are `blank`. */
function windowAt(table: usize, x: usize, blank: usize, side: i32, y: i32, column: i32, pixel: usize): void {
  for (let i = y; i < y + <i32>TILE; i++)
    for (let j = column; j < column + <i32>TILE; j++) {
      store<usize>(
        table,
        <u32>i < <u32>side && <u32>j < <u32>side ? x + <usize>(i * side + j) * pixel : blank,
      );
      table += sizeof<usize>();
    }
}

/** Bᵀ d B of a window of pixels of `bytes` bytes each: [place][bytes]. `scratch` is room for 36 vectors. */
function transformInput(table: usize, out: usize, bytes: usize, scratch: usize): void {
  for (let i: usize = 0; i < bytes; i += VECTOR) {
    for (let j: usize = 0; j < TILE; j++) {
      const column = table + j * sizeof<usize>();
      const down = TILE * sizeof<usize>();
      inputLine(
        v128.load(load<usize>(column) + i),
        v128.load(load<usize>(column + down) + i),
        v128.load(load<usize>(column + 2 * down) + i),
        v128.load(load<usize>(column + 3 * down) + i),
        v128.load(load<usize>(column + 4 * down) + i),
        v128.load(load<usize>(column + 5 * down) + i),
        scratch + j * VECTOR,
        LINE,
      );
    }
    for (let j: usize = 0; j < TILE; j++) {
      const line = scratch + j * LINE;
      inputLine(
        v128.load(line),
        v128.load(line, 16),
        v128.load(line, 32),
        v128.load(line, 48),
        v128.load(line, 64),
        v128.load(line, 80),
        out + j * TILE * bytes + i,
        bytes,
      );
    }
  }
}

/** A y for two vectors: six of them, `step` apart. */
function spread(y0: v128, y1: v128, to: usize, step: usize): void {
  v128.store(to, y0);
  v128.store(to + step, f32x4.add(y0, y1));
  v128.store(to + 2 * step, f32x4.sub(y0, y1));
  v128.store(to + 3 * step, f32x4.add(y0, f32x4.add(y1, y1)));
  v128.store(to + 4 * step, f32x4.sub(y0, f32x4.mul(y1, f32x4.splat(0.5))));
  v128.store(to + 5 * step, y1);
}

/** A y Aᵀ of two by two pixels of `bytes` bytes each, rows of pixels `below` apart: [place][bytes]. */
function transformGradient(y: usize, below: usize, out: usize, bytes: usize, scratch: usize): void {
  for (let i: usize = 0; i < bytes; i += VECTOR) {
    spread(v128.load(y + i), v128.load(y + below + i), scratch, LINE);
    spread(v128.load(y + bytes + i), v128.load(y + below + bytes + i), scratch + VECTOR, LINE);
    for (let j: usize = 0; j < TILE; j++) {
      const line = scratch + j * LINE;
      spread(v128.load(line), v128.load(line, 16), out + j * TILE * bytes + i, bytes);
    }
  }
}

/** Aᵀ m for six vectors: two, `step` apart. */
function gather(m0: v128, m1: v128, m2: v128, m3: v128, m4: v128, m5: v128, to: usize, step: usize): void {
  const sum = f32x4.add(m1, m2);
  const difference = f32x4.sub(m1, m2);
  v128.store(to, f32x4.add(f32x4.add(m0, sum), f32x4.add(m3, m4)));
  v128.store(
    to + step,
    f32x4.add(
      f32x4.add(difference, f32x4.add(m3, m3)),
      f32x4.sub(m5, f32x4.mul(m4, f32x4.splat(0.5))),
    ),
  );
}

/** Aᵀ m A: two by two pixels of `bytes` bytes each, rows `below` apart, of places [place][bytes]. */
function transformOutput(m: usize, out: usize, below: usize, bytes: usize, scratch: usize): void {
  const down = TILE * bytes;
  for (let i: usize = 0; i < bytes; i += VECTOR) {
    for (let j: usize = 0; j < TILE; j++) {
      const column = m + j * bytes + i;
      gather(
        v128.load(column),
        v128.load(column + down),
        v128.load(column + 2 * down),
        v128.load(column + 3 * down),
        v128.load(column + 4 * down),
        v128.load(column + 5 * down),
        scratch + j * VECTOR,
        LINE,
      );
    }
    for (let j: usize = 0; j < STEP; j++) {
      const line = scratch + j * LINE;
      gather(
        v128.load(line),
        v128.load(line, 16),
        v128.load(line, 32),
        v128.load(line, 48),
        v128.load(line, 64),
        v128.load(line, 80),
        out + j * below + i,
        bytes,
      );
    }
  }
}

/** G g for five vectors: six, `step` apart. */
function kernelLine(g0: v128, g1: v128, g2: v128, g3: v128, g4: v128, to: usize, step: usize): void {
  const third = f32x4.splat(1 / 3);
  const even = f32x4.add(f32x4.add(g0, g2), g4);
  const odd = f32x4.add(g1, g3);
  v128.store(to, g0);
  v128.store(to + step, f32x4.mul(f32x4.add(even, odd), f32x4.splat(-1 / 3)));
  v128.store(to + 2 * step, f32x4.mul(f32x4.sub(even, odd), third));
  const at2 = f32x4.add(
    f32x4.add(g0, f32x4.mul(g2, f32x4.splat(4))),
    f32x4.add(
      f32x4.mul(g4, f32x4.splat(16)),
      f32x4.add(f32x4.mul(g1, f32x4.splat(2)), f32x4.mul(g3, f32x4.splat(8))),
    ),
  );
  v128.store(to + 3 * step, f32x4.mul(at2, f32x4.splat(1 / 15)));
  const atHalf = f32x4.sub(
    f32x4.add(g0, f32x4.add(f32x4.mul(g2, f32x4.splat(0.25)), f32x4.mul(g4, f32x4.splat(0.0625)))),
    f32x4.add(f32x4.mul(g1, f32x4.splat(0.5)), f32x4.mul(g3, f32x4.splat(0.125))),
  );
  v128.store(to + 4 * step, f32x4.mul(atHalf, f32x4.splat(-16 / 15)));
  v128.store(to + 5 * step, g4);
}

/** Gᵀ u for six vectors: five, `step` apart. */
function kernelLineBack(u0: v128, u1: v128, u2: v128, u3: v128, u4: v128, u5: v128, to: usize, step: usize): void {
  const a = f32x4.mul(u1, f32x4.splat(-1 / 3));
  const b = f32x4.mul(u2, f32x4.splat(1 / 3));
  const c = f32x4.mul(u3, f32x4.splat(1 / 15));
  const d = f32x4.mul(u4, f32x4.splat(-16 / 15));
  const even = f32x4.add(a, b);
  const odd = f32x4.sub(a, b);
  v128.store(to, f32x4.add(f32x4.add(u0, even), f32x4.add(c, d)));
  v128.store(
    to + step,
    f32x4.add(odd, f32x4.sub(f32x4.mul(c, f32x4.splat(2)), f32x4.mul(d, f32x4.splat(0.5)))),
  );
  v128.store(
    to + 2 * step,
    f32x4.add(even, f32x4.add(f32x4.mul(c, f32x4.splat(4)), f32x4.mul(d, f32x4.splat(0.25)))),
  );
  v128.store(
    to + 3 * step,
    f32x4.add(odd, f32x4.sub(f32x4.mul(c, f32x4.splat(8)), f32x4.mul(d, f32x4.splat(0.125)))),
  );
  v128.store(
    to + 4 * step,
    f32x4.add(
      f32x4.add(even, u5),
      f32x4.add(f32x4.mul(c, f32x4.splat(16)), f32x4.mul(d, f32x4.splat(0.0625))),
    ),
  );
}

/**
 * G g Gᵀ of a packed kernel as `packTurnedKernel` writes it, [outputs / 4][tap][inputs][4]: as many products' scalars,
 * [place][outputs / 4][inputs][4]. `scratch` is room for 36 vectors.
 */
export function transformKernel(packed: usize, out: usize, inputs: i32, outputs: i32, scratch: usize): void {
  const tap = <usize>inputs * VECTOR;
  const place = <usize>(inputs * outputs) * 4;
  for (let k = 0; k < outputs; k += 4) {
    for (let i: usize = 0; i < tap; i += VECTOR) {
      for (let j: usize = 0; j < TAPS; j++) {
        const g = packed + j * tap + i;
        kernelLine(
          v128.load(g),
          v128.load(g + TAPS * tap),
          v128.load(g + 2 * TAPS * tap),
          v128.load(g + 3 * TAPS * tap),
          v128.load(g + 4 * TAPS * tap),
          scratch + j * VECTOR,
          LINE,
        );
      }
      for (let j: usize = 0; j < TILE; j++) {
        const line = scratch + j * LINE;
        kernelLine(
          v128.load(line),
          v128.load(line, 16),
          v128.load(line, 32),
          v128.load(line, 48),
          v128.load(line, 64),
          out + j * TILE * place + i,
          place,
        );
      }
    }
    packed += TAPS * TAPS * tap;
    out += tap;
  }
}

/**
 * Gradient of the input, [pixel][inputs][image], from that of the output, [pixel][outputs][image], and the transformed
 * turned kernel. Room: `table` for 36 addresses, `blank` for a pixel of zeros, `scratch` for 36 vectors, `transformed`
 * for [36][outputs][image], `products` for [36][inputs][image].
 */
export function inputGradientByTiles(
  gradient: usize,
  kernel: usize,
  out: usize,
  side: i32,
  inputs: i32,
  outputs: i32,
  images: i32,
  table: usize,
  blank: usize,
  scratch: usize,
  transformed: usize,
  products: usize,
): void {
  const row = <usize>images * 4;
  const pixelIn = <usize>outputs * row;
  const pixelOut = <usize>inputs * row;
  const place = <usize>(inputs * outputs) * 4;
  for (let y = 0; y < side; y += <i32>STEP)
    for (let x = 0; x < side; x += <i32>STEP) {
      windowAt(table, gradient, blank, side, y - 2, x - 2, pixelIn);
      transformInput(table, transformed, pixelIn, scratch);
      memory.fill(products, 0, PLACES * pixelOut);
      for (let p: usize = 0; p < PLACES; p++)
        addProduct(
          products + p * pixelOut,
          row,
          inputs,
          images,
          transformed + p * pixelIn,
          row,
          kernel + p * place,
          <usize>outputs * VECTOR,
          outputs,
        );
      transformOutput(products, out + <usize>(y * side + x) * pixelOut, <usize>side * pixelOut, pixelOut, scratch);
    }
}

/**
 * Gradient of the kernel, [tap][inputs][outputs], from the input, [pixel][inputs][image], and the gradient of the
 * output, turned: [pixel][image][outputs]. Room: as above, `transformed` for [36][inputs][image], `spreads` for
 * [36][image][outputs], `sums` for [36][inputs][outputs].
 */
export function kernelGradientByTiles(
  x: usize,
  turned: usize,
  out: usize,
  side: i32,
  inputs: i32,
  outputs: i32,
  images: i32,
  count: i32,
  table: usize,
  blank: usize,
  scratch: usize,
  transformed: usize,
  spreads: usize,
  sums: usize,
): void {
  const row = <usize>images * 4;
  const pixelIn = <usize>inputs * row;
  const outRow = <usize>outputs * 4;
  const pixelOut = <usize>images * outRow;
  const kernel = <usize>inputs * outRow;
  memory.fill(sums, 0, PLACES * kernel);
  for (let y = 0; y < side; y += <i32>STEP)
    for (let column = 0; column < side; column += <i32>STEP) {
      windowAt(table, x, blank, side, y - 2, column - 2, pixelIn);
      transformInput(table, transformed, pixelIn, scratch);
      transformGradient(
        turned + <usize>(y * side + column) * pixelOut,
        <usize>side * pixelOut,
        spreads,
        pixelOut,
        scratch,
      );
      for (let p: usize = 0; p < PLACES; p++)
        addProductApart(
          sums + p * kernel,
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
  for (let i: usize = 0; i < kernel; i += VECTOR) {
    for (let j: usize = 0; j < TILE; j++) {
      const u = sums + j * kernel + i;
      const down = TILE * kernel;
      kernelLineBack(
        v128.load(u),
        v128.load(u + down),
        v128.load(u + 2 * down),
        v128.load(u + 3 * down),
        v128.load(u + 4 * down),
        v128.load(u + 5 * down),
        scratch + j * VECTOR,
        LINE,
      );
    }
    for (let j: usize = 0; j < TAPS; j++) {
      const line = scratch + j * LINE;
      kernelLineBack(
        v128.load(line),
        v128.load(line, 16),
        v128.load(line, 32),
        v128.load(line, 48),
        v128.load(line, 64),
        v128.load(line, 80),
        out + j * TAPS * kernel + i,
        kernel,
      );
    }
  }
}

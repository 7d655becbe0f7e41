/**
 * Products of matrices, a tile of the result at a time, which stays in registers while its sums grow.
 *
 *     out[r][c] += Σ_k scalars[k][r] · vectors[k][c]
 *
 * Columns lie side by side, four to a vector. A tile is 4 rows by 8 columns: eight sums, two vectors and a scalar are
 * what sixteen registers hold without spilling; where four columns are left over, it is 8 rows by 4. All addresses and
 * steps are in bytes. Each call adds one finished sum to what is there, so long sums are made in blocks, which keeps
 * their rounding errors small.
 */
import { multiplyAdd } from './multiply-add';

/** Bytes of a float32, and of four. */
const FLOAT: usize = 4;
const VECTOR: usize = 16;

function addTo(address: usize, sum: v128): void {
  v128.store(address, f32x4.add(v128.load(address), sum));
}

/** 4 × 8; the scalars of the four rows are neighbours, as in a matrix whose rows are k. */
function tile4x8(
  out: usize,
  outRow: usize,
  vectors: usize,
  vectorStep: usize,
  scalars: usize,
  scalarStep: usize,
  count: i32,
): void {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  for (; count > 0; count--) {
    const x0 = v128.load(vectors);
    const x1 = v128.load(vectors, 16);
    const a = v128.load32_splat(scalars);
    a0 = multiplyAdd(a, x0, a0);
    a1 = multiplyAdd(a, x1, a1);
    const b = v128.load32_splat(scalars, 4);
    b0 = multiplyAdd(b, x0, b0);
    b1 = multiplyAdd(b, x1, b1);
    const c = v128.load32_splat(scalars, 8);
    c0 = multiplyAdd(c, x0, c0);
    c1 = multiplyAdd(c, x1, c1);
    const d = v128.load32_splat(scalars, 12);
    d0 = multiplyAdd(d, x0, d0);
    d1 = multiplyAdd(d, x1, d1);
    vectors += vectorStep;
    scalars += scalarStep;
  }
  addTo(out, a0);
  addTo(out + VECTOR, a1);
  out += outRow;
  addTo(out, b0);
  addTo(out + VECTOR, b1);
  out += outRow;
  addTo(out, c0);
  addTo(out + VECTOR, c1);
  out += outRow;
  addTo(out, d0);
  addTo(out + VECTOR, d1);
}

/** 8 × 4; the scalars of rows 4 to 7 are neighbours as well, `scalarBlock` after those of rows 0 to 3. */
function tile8x4(
  out: usize,
  outRow: usize,
  vectors: usize,
  vectorStep: usize,
  scalars: usize,
  scalarStep: usize,
  scalarBlock: usize,
  count: i32,
): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  let lower = scalars + scalarBlock;
  for (; count > 0; count--) {
    const x = v128.load(vectors);
    s0 = multiplyAdd(v128.load32_splat(scalars), x, s0);
    s1 = multiplyAdd(v128.load32_splat(scalars, 4), x, s1);
    s2 = multiplyAdd(v128.load32_splat(scalars, 8), x, s2);
    s3 = multiplyAdd(v128.load32_splat(scalars, 12), x, s3);
    s4 = multiplyAdd(v128.load32_splat(lower), x, s4);
    s5 = multiplyAdd(v128.load32_splat(lower, 4), x, s5);
    s6 = multiplyAdd(v128.load32_splat(lower, 8), x, s6);
    s7 = multiplyAdd(v128.load32_splat(lower, 12), x, s7);
    vectors += vectorStep;
    scalars += scalarStep;
    lower += scalarStep;
  }
  addTo(out, s0);
  addTo(out + outRow, s1);
  addTo(out + 2 * outRow, s2);
  addTo(out + 3 * outRow, s3);
  addTo(out + 4 * outRow, s4);
  addTo(out + 5 * outRow, s5);
  addTo(out + 6 * outRow, s6);
  addTo(out + 7 * outRow, s7);
}

/** 4 × 8; the scalars of a row are neighbours, and rows are `scalarRow` apart: the transpose of what `tile4x8` reads. */
function tile4x8Apart(
  out: usize,
  outRow: usize,
  vectors: usize,
  vectorStep: usize,
  scalars: usize,
  scalarRow: usize,
  count: i32,
): void {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const second = scalars + scalarRow;
  const third = second + scalarRow;
  const fourth = third + scalarRow;
  const end = <usize>count * FLOAT;
  for (let k: usize = 0; k < end; k += FLOAT) {
    const x0 = v128.load(vectors);
    const x1 = v128.load(vectors, 16);
    const a = v128.load32_splat(scalars + k);
    a0 = multiplyAdd(a, x0, a0);
    a1 = multiplyAdd(a, x1, a1);
    const b = v128.load32_splat(second + k);
    b0 = multiplyAdd(b, x0, b0);
    b1 = multiplyAdd(b, x1, b1);
    const c = v128.load32_splat(third + k);
    c0 = multiplyAdd(c, x0, c0);
    c1 = multiplyAdd(c, x1, c1);
    const d = v128.load32_splat(fourth + k);
    d0 = multiplyAdd(d, x0, d0);
    d1 = multiplyAdd(d, x1, d1);
    vectors += vectorStep;
  }
  addTo(out, a0);
  addTo(out + VECTOR, a1);
  out += outRow;
  addTo(out, b0);
  addTo(out + VECTOR, b1);
  out += outRow;
  addTo(out, c0);
  addTo(out + VECTOR, c1);
  out += outRow;
  addTo(out, d0);
  addTo(out + VECTOR, d1);
}

/** 8 × 4, as `tile4x8Apart`. */
function tile8x4Apart(
  out: usize,
  outRow: usize,
  vectors: usize,
  vectorStep: usize,
  scalars: usize,
  scalarRow: usize,
  count: i32,
): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  const r1 = scalars + scalarRow;
  const r2 = r1 + scalarRow;
  const r3 = r2 + scalarRow;
  const r4 = r3 + scalarRow;
  const r5 = r4 + scalarRow;
  const r6 = r5 + scalarRow;
  const r7 = r6 + scalarRow;
  const end = <usize>count * FLOAT;
  for (let k: usize = 0; k < end; k += FLOAT) {
    const x = v128.load(vectors);
    s0 = multiplyAdd(v128.load32_splat(scalars + k), x, s0);
    s1 = multiplyAdd(v128.load32_splat(r1 + k), x, s1);
    s2 = multiplyAdd(v128.load32_splat(r2 + k), x, s2);
    s3 = multiplyAdd(v128.load32_splat(r3 + k), x, s3);
    s4 = multiplyAdd(v128.load32_splat(r4 + k), x, s4);
    s5 = multiplyAdd(v128.load32_splat(r5 + k), x, s5);
    s6 = multiplyAdd(v128.load32_splat(r6 + k), x, s6);
    s7 = multiplyAdd(v128.load32_splat(r7 + k), x, s7);
    vectors += vectorStep;
  }
  addTo(out, s0);
  addTo(out + outRow, s1);
  addTo(out + 2 * outRow, s2);
  addTo(out + 3 * outRow, s3);
  addTo(out + 4 * outRow, s4);
  addTo(out + 5 * outRow, s5);
  addTo(out + 6 * outRow, s6);
  addTo(out + 7 * outRow, s7);
}

/**
 * out[rows][columns] += the product of packed scalars [rows / 4][…][4] and vectors [count][columns]. `scalarBlock` is
 * from four rows to the next four. Rows are a multiple of 8, columns of 4.
 */
export function addProduct(
  out: usize,
  outRow: usize,
  rows: i32,
  columns: i32,
  vectors: usize,
  vectorStep: usize,
  scalars: usize,
  scalarBlock: usize,
  count: i32,
): void {
  const eights = columns & ~7;
  for (let r = 0; r < rows; r += 8) {
    for (let c = 0; c < eights; c += 8) {
      const x = vectors + <usize>c * FLOAT;
      const y = out + <usize>c * FLOAT;
      tile4x8(y, outRow, x, vectorStep, scalars, VECTOR, count);
      tile4x8(y + 4 * outRow, outRow, x, vectorStep, scalars + scalarBlock, VECTOR, count);
    }
    if (eights < columns) {
      const tail = <usize>eights * FLOAT;
      tile8x4(out + tail, outRow, vectors + tail, vectorStep, scalars, VECTOR, scalarBlock, count);
    }
    out += 8 * outRow;
    scalars += 2 * scalarBlock;
  }
}

/** The same with scalars [rows][count], rows `scalarRow` apart. */
export function addProductApart(
  out: usize,
  outRow: usize,
  rows: i32,
  columns: i32,
  vectors: usize,
  vectorStep: usize,
  scalars: usize,
  scalarRow: usize,
  count: i32,
): void {
  const eights = columns & ~7;
  for (let r = 0; r < rows; r += 8) {
    for (let c = 0; c < eights; c += 8) {
      const x = vectors + <usize>c * FLOAT;
      const y = out + <usize>c * FLOAT;
      tile4x8Apart(y, outRow, x, vectorStep, scalars, scalarRow, count);
      tile4x8Apart(y + 4 * outRow, outRow, x, vectorStep, scalars + 4 * scalarRow, scalarRow, count);
    }
    if (eights < columns) {
      const tail = <usize>eights * FLOAT;
      tile8x4Apart(out + tail, outRow, vectors + tail, vectorStep, scalars, scalarRow, count);
    }
    out += 8 * outRow;
    scalars += 8 * scalarRow;
  }
}

/** out[rows][columns] += scalars[count][rows]ᵀ · vectors[count][columns]; rows a multiple of 4, columns of 8. */
export function addProductAcross(
  out: usize,
  outRow: usize,
  rows: i32,
  columns: i32,
  vectors: usize,
  vectorStep: usize,
  scalars: usize,
  scalarStep: usize,
  count: i32,
): void {
  for (let c = 0; c < columns; c += 8)
    for (let r = 0; r < rows; r += 4)
      tile4x8(
        out + <usize>r * outRow + <usize>c * FLOAT,
        outRow,
        vectors + <usize>c * FLOAT,
        vectorStep,
        scalars + <usize>r * FLOAT,
        scalarStep,
        count,
      );
}

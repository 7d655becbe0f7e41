/**
 * Products of matrices, a tile of the result at a time, which stays in registers while its sums grow.
 *
 *     out[r][c] += Σ_k scalars[r][k] · vectors[k][c]
 *
 * Columns lie side by side, four to a vector; scalars may lie in any order. A tile is 4 rows by 8 columns: eight sums,
 * two vectors and a scalar are what sixteen registers hold without spilling; where four columns are left over, it is 8
 * rows by 4. All addresses and steps are in bytes. Each call adds one finished sum to what is there, so long sums are made
 * in blocks, which keeps their rounding errors small.
 */
import { multiplyAdd } from './multiply-add';

/** Bytes of a float32, and of four. */
const FLOAT: usize = 4;
const VECTOR: usize = 16;

function addTo(address: usize, sum: v128): void {
  v128.store(address, f32x4.add(v128.load(address), sum));
}

/** 4 rows by 8 columns. */
function tile4x8(
  out: usize,
  outRow: usize,
  vectors: usize,
  vectorStep: usize,
  scalars: usize,
  scalarRow: usize,
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
  const second = scalars + scalarRow;
  const third = second + scalarRow;
  const fourth = third + scalarRow;
  const end = <usize>count * scalarStep;
  for (let k: usize = 0; k < end; k += scalarStep) {
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

/** 8 rows by 4 columns; the scalars of rows 4 to 7 are `scalarFour` after those of rows 0 to 3. */
function tile8x4(
  out: usize,
  outRow: usize,
  vectors: usize,
  vectorStep: usize,
  scalars: usize,
  scalarRow: usize,
  scalarFour: usize,
  scalarStep: usize,
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
  const end = <usize>count * scalarStep;
  for (let k: usize = 0; k < end; k += scalarStep) {
    const x = v128.load(vectors);
    const lower = k + scalarFour;
    s0 = multiplyAdd(v128.load32_splat(scalars + k), x, s0);
    s1 = multiplyAdd(v128.load32_splat(r1 + k), x, s1);
    s2 = multiplyAdd(v128.load32_splat(r2 + k), x, s2);
    s3 = multiplyAdd(v128.load32_splat(r3 + k), x, s3);
    s4 = multiplyAdd(v128.load32_splat(scalars + lower), x, s4);
    s5 = multiplyAdd(v128.load32_splat(r1 + lower), x, s5);
    s6 = multiplyAdd(v128.load32_splat(r2 + lower), x, s6);
    s7 = multiplyAdd(v128.load32_splat(r3 + lower), x, s7);
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
 * out[rows][columns] += scalars[rows][count] · vectors[count][columns]. Rows are a multiple of 4, and of 8 where columns,
 * a multiple of 4, are none of 8. From a row's scalar to the next row's it is `scalarRow`, from that of four rows to that
 * of the next four `scalarFour`, from one to the next of the sum `scalarStep`.
 */
function addProduct(
  out: usize,
  outRow: usize,
  rows: i32,
  columns: i32,
  vectors: usize,
  vectorStep: usize,
  scalars: usize,
  scalarRow: usize,
  scalarFour: usize,
  scalarStep: usize,
  count: i32,
): void {
  const eights = columns & ~7;
  for (let r = 0; r < rows; r += 4) {
    for (let c = 0; c < eights; c += 8) {
      const column = <usize>c * FLOAT;
      tile4x8(out + column, outRow, vectors + column, vectorStep, scalars, scalarRow, scalarStep, count);
    }
    if (eights < columns && (r & 4) === 0) {
      const column = <usize>eights * FLOAT;
      tile8x4(
        out + column,
        outRow,
        vectors + column,
        vectorStep,
        scalars,
        scalarRow,
        scalarFour,
        scalarStep,
        count,
      );
    }
    out += 4 * outRow;
    scalars += scalarFour;
  }
}

/** The same with scalars packed in fours, [rows / 4][…][4], as `packKernel` writes them; `four` is from four to four. */
export function addPacked(
  out: usize,
  outRow: usize,
  rows: i32,
  columns: i32,
  vectors: usize,
  vectorStep: usize,
  scalars: usize,
  four: usize,
  count: i32,
): void {
  addProduct(out, outRow, rows, columns, vectors, vectorStep, scalars, FLOAT, four, VECTOR, count);
}

/** The same with scalars as a matrix of its own, [rows][count], rows `scalarRow` apart. */
export function addMatrix(
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
  addProduct(
    out,
    outRow,
    rows,
    columns,
    vectors,
    vectorStep,
    scalars,
    scalarRow,
    4 * scalarRow,
    FLOAT,
    count,
  );
}

/** The same with the transpose of a matrix, [count][rows], `scalarStep` apart. */
export function addTransposed(
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
  addProduct(out, outRow, rows, columns, vectors, vectorStep, scalars, FLOAT, VECTOR, scalarStep, count);
}

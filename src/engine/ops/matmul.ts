/**
 * Matrix products.
 *
 * On WebAssembly, XNNPACK packs the right operand into its own layout at each call, one value at a time, and
 * transposed operands take a slow path. So there the transposes are made explicitly, and the larger matrix
 * goes left: A·B = (Bᵀ·Aᵀ)ᵀ. For fc1 this takes 18 ms instead of 33 ms. Other backends multiply as asked.
 */
import { addN, getBackend, matMul, slice, type Tensor2D, tidy, transpose } from '@tensorflow/tfjs-core';

/** A·B of shapes [m, k] and [k, n], either of them transposed first if asked. */
export function multiply(
  a: Tensor2D,
  b: Tensor2D,
  { transposeA = false, transposeB = false }: { transposeA?: boolean; transposeB?: boolean } = {},
): Tensor2D {
  if (getBackend() !== 'wasm') return matMul(a, b, transposeA, transposeB);
  return tidy(() => {
    const rows = a.shape[transposeA ? 1 : 0];
    const columns = b.shape[transposeB ? 0 : 1];
    // Not where turning the product round would cost more than packing.
    if (b.size > a.size && b.size > rows * columns) {
      const left = transposeB ? b : transpose<Tensor2D>(b);
      const right = transposeA ? a : transpose<Tensor2D>(a);
      return transpose(matMul(left, right));
    }
    return matMul(transposeA ? transpose<Tensor2D>(a) : a, transposeB ? transpose<Tensor2D>(b) : b);
  });
}

/**
 * A·B with a long inner side, where B comes as blocks of rows: each block has a sum of its own, which halves the
 * rounding error of one float32 accumulator over fc1's 3,136 products. That error decides relus whose input is nearly
 * 0: one golden trace holds an input of −4.5e-7, as far from 0 as float32 sums of this length are from the truth.
 */
export function multiplyBlocks(a: Tensor2D, blocks: readonly Tensor2D[]): Tensor2D {
  return tidy(() => addN(columnBlocks(a, blocks.length).map((part, i) => multiply(part, blocks[i]!))));
}

/** The columns of a matrix in as many blocks of equal width. */
export function columnBlocks(a: Tensor2D, count: number): Tensor2D[] {
  const [rows, columns] = a.shape;
  const width = columns / count;
  return Array.from({ length: count }, (_, i) => slice(a, [0, i * width], [rows, width]));
}

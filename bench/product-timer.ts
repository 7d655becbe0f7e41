/** Times a plain product of two matrices by the kernels' tiles: what the processor can do, with nothing of the network in it. */
import { Arena } from '../src/engine/simd/arena.ts';
import { kernelsIn } from '../src/engine/simd/kernels.ts';

const [ROWS, COLUMNS, SUMS] = [256, 48, 256];
/** Multiplications and additions of a product. */
export const PRODUCT_OPERATIONS = 2 * ROWS * COLUMNS * SUMS;

/** Products are timed together for as many milliseconds: some browsers' clocks show no less than one. */
const LONG_ENOUGH = 6;
const MOST_PRODUCTS = 4096;

/** Measures the milliseconds of a product, some tenths of one. */
export function productTimer(module: WebAssembly.Module): () => number {
  const arena = new Arena();
  const scalars = arena.region(ROWS * SUMS);
  const vectors = arena.region(SUMS * COLUMNS);
  const out = arena.region(ROWS * COLUMNS);
  const { addPacked } = kernelsIn(module, arena.memory);
  const row = COLUMNS * 4;
  const time = (products: number) => {
    const start = performance.now();
    for (let i = 0; i < products; i++)
      addPacked(out, row, ROWS, COLUMNS, vectors, row, scalars, SUMS * 16, SUMS);
    return performance.now() - start;
  };
  let products = 4;
  return () => {
    for (;;) {
      const milliseconds = time(products);
      if (milliseconds >= LONG_ENOUGH || products >= MOST_PRODUCTS) return milliseconds / products;
      products *= 2;
    }
  };
}

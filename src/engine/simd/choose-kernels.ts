/** Chooses between the two modules of kernels, by measuring both. */
import { Arena } from './arena.ts';
import { kernelsIn, moduleOf } from './kernels.ts';
import { TAPS } from './layers.ts';

/** What is timed: a convolution like conv2's, of 52 images of 4 × 4 pixels, a millisecond of work. */
const [SIDE, INPUTS, OUTPUTS, IMAGES] = [4, 32, 64, 52];
/** Browsers compile twice, quickly and then well, and when they do the second is theirs: it is timed until nothing improves. */
const CALM_ROUNDS = 6;
const IMPROVEMENT = 0.97;
/** Milliseconds after which it must do. */
const LONG_ENOUGH = 100;
/**
 * How much faster relaxed SIMD must be to be taken: more than measurements differ, as its results differ in their last
 * digits, and one device shall always give the same.
 */
const WORTH = 1.25;

let chosen: Promise<WebAssembly.Module> | undefined;

/**
 * The module for this machine, measured once. A processor that multiplies and adds in one instruction, and has no adders
 * beside it, is up to twice as fast with relaxed SIMD; on others both are alike.
 *
 * @throws {Error} when the browser cannot compile WebAssembly SIMD.
 */
export function chosenKernels(): Promise<WebAssembly.Module> {
  chosen ??= choose();
  // What failed is tried again.
  chosen.catch(() => {
    chosen = undefined;
  });
  return chosen;
}

async function choose(): Promise<WebAssembly.Module> {
  const [plain, relaxed] = await Promise.all([moduleOf('plain'), moduleOf('relaxed')]);
  if (!plain) throw new Error('This browser cannot compile WebAssembly SIMD.');
  if (!relaxed) return plain;
  const [timePlain, timeRelaxed] = [timer(plain), timer(relaxed)];
  // In turns, so that a clock that goes up or down meanwhile favours neither.
  let [first, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const start = performance.now();
  for (let calm = 0; calm < CALM_ROUNDS && performance.now() - start < LONG_ENOUGH; ) {
    const [a, b] = [timePlain(), timeRelaxed()];
    calm = a < IMPROVEMENT * first || b < IMPROVEMENT * second ? 0 : calm + 1;
    [first, second] = [Math.min(first, a), Math.min(second, b)];
  }
  return first > WORTH * second ? relaxed : plain;
}

/** Measures milliseconds. */
function timer(module: WebAssembly.Module): () => number {
  const arena = new Arena();
  const x = arena.region(SIDE * SIDE * INPUTS * IMAGES);
  const kernel = arena.region(TAPS * INPUTS * OUTPUTS);
  const out = arena.region(SIDE * SIDE * OUTPUTS * IMAGES);
  const { convolve } = kernelsIn(module, arena.memory);
  return () => {
    const start = performance.now();
    convolve(x, kernel, out, SIDE, INPUTS, OUTPUTS, IMAGES);
    return performance.now() - start;
  };
}

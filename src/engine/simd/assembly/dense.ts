/**
 * The fully connected hidden layer, whose 3.2 million weights are 98 % of all.
 *
 * Its kernel stands in panels of 64 units, [panel][input][64], and its units likewise, [panel][image][64]: what is done
 * with a panel and 64 of its inputs fits the cache next to the core. Forward, the kernel is read once, backward it and
 * Adam's averages are read and written once: each block gives its part of the input's gradient, then gets its own
 * gradient, and is updated while it is at hand.
 */
import { adam } from './adam';
import { addMatrix, addTransposed } from './tiles';

/** Units of a panel, and inputs of a block. */
const PANEL = 64;
const ROW: usize = PANEL * 4;
const BLOCK = 64;

/** out[panel][image][64] = Σ over inputs of x[input][image] · kernel. A sum for each block of inputs, for precision. */
export function dense(x: usize, kernel: usize, out: usize, inputs: i32, panels: i32, images: i32): void {
  const row = <usize>images * 4;
  memory.fill(out, 0, <usize>(panels * images) * ROW);
  for (let panel = 0; panel < panels; panel++) {
    for (let k = 0; k < inputs; k += BLOCK)
      addTransposed(out, ROW, images, PANEL, kernel + <usize>k * ROW, ROW, x + <usize>k * row, row, BLOCK);
    kernel += <usize>inputs * ROW;
    out += <usize>images * ROW;
  }
}

/**
 * From the gradient of the sums, as it is, [panel][image][64], and turned, [unit][image]: the gradient of the input,
 * [input][image], and Adam's step of the kernel. `scratch` is room for a block, [64][64]; `gradient`, unless 0, gets the
 * gradient of the kernel, in the order of the kernel.
 */
export function denseBackward(
  x: usize,
  upstream: usize,
  turned: usize,
  inputGradient: usize,
  kernel: usize,
  first: usize,
  second: usize,
  gradient: usize,
  scratch: usize,
  inputs: i32,
  panels: i32,
  images: i32,
  count: i32,
  rate: f32,
  share1: f32,
  share2: f32,
  epsilon: f32,
): void {
  const row = <usize>images * 4;
  memory.fill(inputGradient, 0, <usize>inputs * row);
  for (let k = 0; k < inputs; k += BLOCK)
    for (let panel = 0; panel < panels; panel++) {
      const block = <usize>(panel * inputs + k) * ROW;
      const here = <usize>k * row;
      addMatrix(
        inputGradient + here,
        row,
        BLOCK,
        images,
        turned + <usize>(panel * PANEL) * row,
        row,
        kernel + block,
        ROW,
        PANEL,
      );
      memory.fill(scratch, 0, <usize>BLOCK * ROW);
      addMatrix(
        scratch,
        ROW,
        BLOCK,
        PANEL,
        upstream + <usize>(panel * images) * ROW,
        ROW,
        x + here,
        row,
        count,
      );
      if (gradient !== 0) memory.copy(gradient + block, scratch, <usize>BLOCK * ROW);
      adam(
        kernel + block,
        first + block,
        second + block,
        scratch,
        BLOCK * PANEL,
        rate,
        share1,
        share2,
        epsilon,
      );
    }
}

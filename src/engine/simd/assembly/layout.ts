/** Numbers on their way from one order to another. */

/** [rows][columns] to [columns][rows]; both multiples of 4. */
export function transpose(from: usize, to: usize, rows: i32, columns: i32): void {
  const fromRow = <usize>columns * 4;
  const toRow = <usize>rows * 4;
  for (let r = 0; r < rows; r += 4) {
    let source = from + <usize>r * fromRow;
    let target = to + <usize>r * 4;
    for (let c = 0; c < columns; c += 4) {
      const a = v128.load(source);
      const b = v128.load(source + fromRow);
      const d = v128.load(source + 2 * fromRow);
      const e = v128.load(source + 3 * fromRow);
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const de = v128.shuffle<f32>(d, e, 0, 4, 1, 5);
      const DE = v128.shuffle<f32>(d, e, 2, 6, 3, 7);
      v128.store(target, v128.shuffle<f32>(ab, de, 0, 1, 4, 5));
      v128.store(target + toRow, v128.shuffle<f32>(ab, de, 2, 3, 6, 7));
      v128.store(target + 2 * toRow, v128.shuffle<f32>(AB, DE, 0, 1, 4, 5));
      v128.store(target + 3 * toRow, v128.shuffle<f32>(AB, DE, 2, 3, 6, 7));
      source += 16;
      target += 4 * toRow;
    }
  }
}

/** Several matrices [rows][columns] that follow each other. */
export function transposeAll(from: usize, to: usize, count: i32, rows: i32, columns: i32): void {
  const size = <usize>(rows * columns) * 4;
  for (let i = 0; i < count; i++) {
    transpose(from, to, rows, columns);
    from += size;
    to += size;
  }
}

/**
 * Bytes [image][pixel] to pixels [pixel][image] by a table of 256 values. The last image stands in the padding too: what
 * is computed of it is thrown away, and is never larger than what is computed of the others.
 */
export function readImages(
  bytes: usize,
  table: usize,
  out: usize,
  count: i32,
  pixels: i32,
  images: i32,
): void {
  for (let p = 0; p < pixels; p++)
    for (let n = 0; n < images; n++) {
      const byte = load<u8>(bytes + <usize>(min(n, count - 1) * pixels + p));
      store<f32>(out, load<f32>(table + ((<usize>byte) << 2)));
      out += 4;
    }
}

/** A kernel [taps][inputs][outputs] as [outputs / 4][taps][inputs][4], which `convolve` reads. */
export function packKernel(kernel: usize, out: usize, rows: i32, outputs: i32): void {
  for (let k = 0; k < outputs; k += 4)
    for (let r = 0; r < rows; r++) {
      v128.store(out, v128.load(kernel + <usize>(r * outputs + k) * 4));
      out += 16;
    }
}

/**
 * The same kernel turned by 180°, inputs and outputs exchanged: [inputs / 4][taps][outputs][4]. `convolve` of a gradient
 * with it is the gradient of the input.
 */
export function packTurnedKernel(kernel: usize, out: usize, taps: i32, inputs: i32, outputs: i32): void {
  for (let c = 0; c < inputs; c += 4)
    for (let tap = taps - 1; tap >= 0; tap--)
      for (let k = 0; k < outputs; k++) {
        for (let i = 0; i < 4; i++) {
          store<f32>(out, load<f32>(kernel + <usize>((tap * inputs + c + i) * outputs + k) * 4));
          out += 4;
        }
      }
}

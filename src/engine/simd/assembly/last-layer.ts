/** The last layer, from 1,024 units to 10 logits. Its kernel stands as [panel][class][64]. */
const PANEL = 64;
const ROW: usize = PANEL * 4;
const CLASSES = 10;

function sumOf(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** logits[image][10] of units [panel][image][64]; a sum for each panel. */
export function lastLayer(
  units: usize,
  kernel: usize,
  bias: usize,
  logits: usize,
  panels: i32,
  images: i32,
): void {
  memory.fill(logits, 0, <usize>(images * CLASSES) * 4);
  for (let panel = 0; panel < panels; panel++) {
    let out = logits;
    for (let n = 0; n < images; n++) {
      let weights = kernel;
      for (let k = 0; k < CLASSES; k++) {
        let sum = f32x4.splat(0);
        for (let j: usize = 0; j < ROW; j += 16)
          sum = f32x4.add(sum, f32x4.mul(v128.load(units + j), v128.load(weights + j)));
        store<f32>(out, load<f32>(out) + sumOf(sum));
        weights += ROW;
        out += 4;
      }
      units += ROW;
    }
    kernel += <usize>CLASSES * ROW;
  }
  for (let n = 0; n < images; n++)
    for (let k = 0; k < CLASSES; k++) {
      store<f32>(logits, load<f32>(logits) + load<f32>(bias + <usize>k * 4));
      logits += 4;
    }
}

/** Gradients of the kernel and of the units from that of the logits; of `images` units the first `count` are real. */
export function lastLayerBackward(
  units: usize,
  kernel: usize,
  logitsGradient: usize,
  kernelGradient: usize,
  unitsGradient: usize,
  panels: i32,
  images: i32,
  count: i32,
): void {
  memory.fill(kernelGradient, 0, <usize>(panels * CLASSES) * ROW);
  memory.fill(unitsGradient, 0, <usize>(panels * images) * ROW);
  for (let panel = 0; panel < panels; panel++) {
    for (let n = 0; n < count; n++) {
      const here = <usize>n * ROW;
      for (let k = 0; k < CLASSES; k++) {
        const slope = v128.load32_splat(logitsGradient + <usize>(n * CLASSES + k) * 4);
        const weights = <usize>k * ROW;
        for (let j: usize = 0; j < ROW; j += 16) {
          const dw = kernelGradient + weights + j;
          v128.store(dw, f32x4.add(v128.load(dw), f32x4.mul(slope, v128.load(units + here + j))));
          const du = unitsGradient + here + j;
          v128.store(du, f32x4.add(v128.load(du), f32x4.mul(slope, v128.load(kernel + weights + j))));
        }
      }
    }
    units += <usize>images * ROW;
    unitsGradient += <usize>images * ROW;
    kernel += <usize>CLASSES * ROW;
    kernelGradient += <usize>CLASSES * ROW;
  }
}

/**
 * The measure of all kernels: a plain product of two matrices in float32 textures, written as well as WebGL2 allows,
 * with four or eight textures written at once. Nothing of the network is in it: no padding, no pooling, no statistics.
 */

import { unroll, zeros } from '../src/engine/webgl/glsl.ts';
import { Gpu, type Program, type Target, type Texture } from '../src/engine/webgl/gpu.ts';

const [ROWS, INNER, COLUMNS] = [1024, 1024, 256];
export const RAW_OPERATIONS = 2 * ROWS * INNER * COLUMNS;
/** Milliseconds that a measurement takes at least. */
const LONG_ENOUGH = 50;

export class RawMatrix {
  readonly #gpu: Gpu;
  readonly #inputs: [Texture, Texture];
  readonly #products: { program: Program; target: Target }[];

  constructor(gl: WebGL2RenderingContext) {
    const gpu = new Gpu(gl);
    this.#gpu = gpu;
    this.#inputs = [gpu.texture(INNER / 4, ROWS), gpu.texture(COLUMNS / 4, INNER)];
    const most = Math.min(
      Number(gl.getParameter(gl.MAX_DRAW_BUFFERS)),
      Number(gl.getParameter(gl.MAX_COLOR_ATTACHMENTS)),
    );
    this.#products = [this.#product(4)];
    try {
      if (most >= 8) this.#products.push(this.#product(8));
    } catch {
      // Some cards count eight targets, but not eight of 128 bits.
    }
    gpu.finishPrograms();
  }

  #product(rows: 4 | 8): { program: Program; target: Target } {
    const gpu = this.#gpu;
    return {
      program: gpu.program({
        name: `raw-${rows}`,
        outputs: rows,
        inputs: ['a', 'b'],
        body: `
void main() {
  ivec2 p = position();
  ${zeros('v', rows)}
  for (int k = 0; k < ${INNER / 4}; k++) {
    mat4 w = mat4(
      texelFetch(b, ivec2(p.x, 4 * k), 0), texelFetch(b, ivec2(p.x, 4 * k + 1), 0),
      texelFetch(b, ivec2(p.x, 4 * k + 2), 0), texelFetch(b, ivec2(p.x, 4 * k + 3), 0));
    ${unroll(rows, (i) => `v${i} += w * texelFetch(a, ivec2(k, p.y * ${rows} + ${i}), 0);`)}
  }
  ${unroll(rows, (i) => `o${i} = v${i};`)}
}`,
      }),
      target: gpu.target(gpu.texture(COLUMNS / 4, ROWS / rows, rows)),
    };
  }

  /** Milliseconds of a product, of the faster way. */
  measure(): number {
    return Math.min(...this.#products.map(({ program, target }) => this.#time(program, target)));
  }

  #time(program: Program, target: Target): number {
    for (let count = 1; ; count *= 4) {
      const start = performance.now();
      for (let i = 0; i < count; i++) this.#gpu.draw(program, target, this.#inputs);
      // Reading waits for the card.
      this.#gpu.read({ ...target, width: 1, height: 1 });
      const milliseconds = performance.now() - start;
      if (milliseconds >= LONG_ENOUGH) return milliseconds / count;
    }
  }
}

/** Work that the graphics card has been given and not yet done, and copies of its textures on their way back. */
import { ContextLost } from '../webgl-context.ts';
import type { Gpu, Target } from './gpu.ts';

/** Everything that was drawn before this was made. */
export class Fence {
  readonly #gl: WebGL2RenderingContext;
  readonly #sync: WebGLSync | null;
  #passed = false;

  constructor({ gl }: Gpu) {
    this.#gl = gl;
    this.#sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    // Without it the driver may keep the draws to itself until there are more.
    gl.flush();
  }

  /**
   * Whether the card is done with it.
   * @throws {ContextLost} when the context is lost: its fences would never be passed.
   */
  passed(): boolean {
    if (this.#passed) return true;
    const gl = this.#gl;
    const state = this.#sync ? gl.clientWaitSync(this.#sync, 0, 0) : gl.WAIT_FAILED;
    if (state === gl.WAIT_FAILED || gl.isContextLost()) throw new ContextLost();
    if (state === gl.TIMEOUT_EXPIRED) return false;
    gl.deleteSync(this.#sync);
    this.#passed = true;
    return true;
  }
}

/** A copy of a rectangle to memory of the driver's, so that nothing stalls. */
export class PendingRead {
  readonly #gl: WebGL2RenderingContext;
  readonly #buffer: WebGLBuffer;
  readonly #fence: Fence;
  readonly #values: Float32Array;

  constructor(gpu: Gpu, { framebuffer, x, y, width, height }: Target, attachment = 0) {
    const { gl } = gpu;
    this.#gl = gl;
    this.#values = new Float32Array(width * height * 4);
    this.#buffer = gl.createBuffer();
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.#buffer);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, this.#values.byteLength, gl.STREAM_READ);
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.readBuffer(gl.COLOR_ATTACHMENT0 + attachment);
    gl.readPixels(x, y, width, height, gl.RGBA, gl.FLOAT, 0);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    this.#fence = new Fence(gpu);
  }

  /** The values, four a texel, row by row; nothing while they are not there. */
  take(): Float32Array | undefined {
    if (!this.#fence.passed()) return undefined;
    const gl = this.#gl;
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.#buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, this.#values);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    gl.deleteBuffer(this.#buffer);
    return this.#values;
  }
}

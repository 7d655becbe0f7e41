/** Reads outcomes of steps back without waiting for the graphics card. */
import type { Gpu, Target } from './gpu.ts';

/** Layer of an outcome that holds loss, hit, largest probability and sum of logits. */
const LAYER = 3;
/** Milliseconds between two looks at whether the card is done. */
const POLL = 1;

/**
 * Asks for a rectangle of a target's fourth layer; resolves when the card has come so far. The copy goes to a buffer of
 * the driver's, behind a fence, so nothing stalls.
 */
export async function readOutcome({ gl }: Gpu, { framebuffer, x, y, width, height }: Target) {
  const values = new Float32Array(width * height * 4);
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
  gl.bufferData(gl.PIXEL_PACK_BUFFER, values.byteLength, gl.STREAM_READ);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.readBuffer(gl.COLOR_ATTACHMENT0 + LAYER);
  gl.readPixels(x, y, width, height, gl.RGBA, gl.FLOAT, 0);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  try {
    while (fence && gl.clientWaitSync(fence, 0, 0) === gl.TIMEOUT_EXPIRED)
      await new Promise((resolve) => setTimeout(resolve, POLL));
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, values);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    return values;
  } finally {
    gl.deleteSync(fence);
    gl.deleteBuffer(buffer);
  }
}

/** Makes a device as poor as smaller ones, or as others choose, so that engines can be tried on them anywhere. */
import * as z from 'zod/mini';
import { type EngineName, usesWebGL } from '../src/engine/catalogue.ts';

export const limitsSchema = z.object({
  /** Largest width and height of a texture, in texels. */
  textureSize: z.optional(z.int()),
  /** Textures that one draw can write. */
  drawBuffers: z.optional(z.int()),
  /** Kernels that the processor's engine takes, whichever are faster. */
  kernels: z.optional(z.enum(['plain', 'relaxed'])),
});
export type Limits = z.infer<typeof limitsSchema>;

/** Those that concern an engine. */
export function limitsOf(engine: EngineName, { kernels, ...context }: Limits = {}): Limits {
  if (usesWebGL(engine)) return context;
  return engine === 'simd' && kernels ? { kernels } : {};
}

/** What the context then says of itself; whatever goes beyond throws. */
export function limitContext(gl: WebGL2RenderingContext, { textureSize, drawBuffers }: Limits): void {
  const limits = new Map<number, number>();
  if (textureSize !== undefined) limits.set(gl.MAX_TEXTURE_SIZE, textureSize);
  if (drawBuffers !== undefined)
    for (const name of [gl.MAX_DRAW_BUFFERS, gl.MAX_COLOR_ATTACHMENTS]) limits.set(name, drawBuffers);
  const { getParameter, texStorage2D, texStorage3D, drawBuffers: setBuffers } = gl;
  gl.getParameter = (name) => limits.get(name) ?? getParameter.call(gl, name);
  const check = (width: number, height: number) => {
    if (Math.max(width, height) > (textureSize ?? Number.POSITIVE_INFINITY))
      throw new Error(`A texture of ${width} by ${height} is beyond the limit of ${textureSize}.`);
  };
  gl.texStorage2D = (target, levels, format, width, height) => {
    check(width, height);
    texStorage2D.call(gl, target, levels, format, width, height);
  };
  gl.texStorage3D = (target, levels, format, width, height, depth) => {
    check(width, height);
    texStorage3D.call(gl, target, levels, format, width, height, depth);
  };
  gl.drawBuffers = (buffers) => {
    const count = [...buffers].length;
    if (count > (drawBuffers ?? Number.POSITIVE_INFINITY))
      throw new Error(`${count} textures written at once are beyond the limit of ${drawBuffers}.`);
    setBuffers.call(gl, buffers);
  };
}

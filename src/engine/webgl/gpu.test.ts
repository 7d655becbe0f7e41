import { expect, test } from 'vitest';
import { Gpu } from './gpu.ts';

/** A driver that refuses to draw to what it is given, and counts what it holds. */
function refusingDriver() {
  const framebuffers = new Set<object>();
  const gl = {
    NO_ERROR: 0,
    FRAMEBUFFER_COMPLETE: 1,
    MAX_TEXTURE_SIZE: 2,
    isContextLost: () => false,
    getError: () => 0,
    getParameter: () => 4096,
    getExtension: () => null,
    createShader: () => ({}),
    createVertexArray: () => ({}),
    createTexture: () => ({}),
    createFramebuffer: () => {
      const framebuffer = {};
      framebuffers.add(framebuffer);
      return framebuffer;
    },
    deleteFramebuffer: (framebuffer: object) => framebuffers.delete(framebuffer),
    checkFramebufferStatus: () => 0,
  };
  // Everything else does nothing.
  const driver = new Proxy(gl, { get: (known, name) => Reflect.get(known, name) ?? (() => {}) });
  return { gpu: new Gpu(driver as unknown as WebGL2RenderingContext), framebuffers };
}

test('a target that the driver refuses leaves no framebuffer behind', () => {
  const { gpu, framebuffers } = refusingDriver();
  const texture = gpu.texture(4, 4, 8);
  expect(() => gpu.target(texture)).toThrow('cannot draw to 8 float32 textures');
  expect(framebuffers.size).toBe(0);
});

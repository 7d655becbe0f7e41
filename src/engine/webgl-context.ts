/**
 * Opens the WebGL2 context that tfjs is to compute on, and reports what it is good for.
 *
 * The context is made here and handed over with `setWebGLContext`, because tfjs refuses an OffscreenCanvas on
 * Safari unless somebody else made the context.
 */

/** What a WebGL2 context can do for training. */
export interface WebGLReport {
  /** The driver's own words, such as "ANGLE (Apple, Apple M1, …)". */
  renderer: string;
  /** Whether the pictures are drawn by the processor instead of a graphics card. */
  software: boolean;
  /** Whether float32 textures can be rendered to, without which training loses its small gradients. */
  float32Targets: boolean;
}

export interface WebGLContext extends WebGLReport {
  gl: WebGL2RenderingContext;
  canvas: OffscreenCanvas;
  /** Rejects when the driver takes the context away; tfjs would go on and yield garbage. */
  lost: Promise<never>;
}

/** The driver has taken a context away: after a crash, a long sleep, or in favour of another page. */
export class ContextLost extends Error {
  /** By which the page knows its words for it. */
  readonly code = 'context-lost';

  constructor() {
    super('The WebGL context was lost.');
    this.name = 'ContextLost';
  }
}

/** A new context with the attributes that tfjs asks for, or nothing where there is no WebGL2. */
export function openWebGL(): WebGLContext | undefined {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    depth: false,
    stencil: false,
    powerPreference: 'high-performance',
    failIfMajorPerformanceCaveat: false,
  });
  if (!gl) return undefined;
  const renderer = rendererName(gl);
  const float32Targets = hasFloat32Targets(gl);
  return { gl, canvas, renderer, software: isSoftware(renderer), float32Targets, lost: lossOf(canvas) };
}

function lossOf(canvas: OffscreenCanvas): Promise<never> {
  const lost = new Promise<never>((_, reject) => {
    canvas.addEventListener('webglcontextlost', () => reject(new ContextLost()));
  });
  // It may happen when nobody trains and nobody listens.
  lost.catch(() => {});
  return lost;
}

/** Whether a renderer's name is that of a program that draws on the processor. */
export function isSoftware(renderer: string): boolean {
  return /swiftshader|llvmpipe|softpipe|\bwarp\b|microsoft basic render|software/i.test(renderer);
}

function rendererName(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

function hasFloat32Targets(gl: WebGL2RenderingContext): boolean {
  if (!gl.getExtension('EXT_color_buffer_float')) return false;
  const texture = gl.createTexture();
  const framebuffer = gl.createFramebuffer();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, 1, 1, 0, gl.RGBA, gl.FLOAT, null);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  const complete = gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE;
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.bindTexture(gl.TEXTURE_2D, null);
  gl.deleteFramebuffer(framebuffer);
  gl.deleteTexture(texture);
  return complete;
}

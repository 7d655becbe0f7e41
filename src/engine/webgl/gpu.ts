/**
 * The little of WebGL2 that the engine needs: float32 textures, programs that are nothing but a fragment shader, and
 * draws that fill a rectangle of one or several textures at once.
 *
 * It lives on tfjs's own context and leaves nothing bound that tfjs relies on: tfjs binds program, framebuffer, vertex
 * array and textures anew for each of its own draws.
 */

import { ContextLost } from '../webgl-context.ts';
import { until } from './until.ts';

/** A float32 RGBA texture; with `layers` an array of as many, that one draw can write together. */
export interface Texture {
  readonly handle: WebGLTexture;
  readonly width: number;
  readonly height: number;
  readonly layers: number | undefined;
}

/** A texture of bytes, one or four channels. */
export interface ByteTexture extends Texture {
  readonly bytes: 1 | 4;
}

/** Where a draw writes: a rectangle, the same in each of its textures. */
export interface Target {
  framebuffer: WebGLFramebuffer;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A fragment shader as a kernel states it. */
export interface Shader {
  /** Unique among all shaders of an engine; for error messages and measurements. */
  name: string;
  /** Number of values that `main` writes, to `o0`, `o1`, …. */
  outputs: number;
  /** Names of the textures it reads; those that end in "[]" are arrays. */
  inputs: readonly string[];
  /** Uniforms with their GLSL types, such as `{ rate: 'float' }`. */
  uniforms?: Readonly<Record<string, UniformType>>;
  /** GLSL after the declarations. */
  body: string;
}

type UniformType = 'float' | 'int' | 'uint';
export type UniformValues = Readonly<Record<string, number>>;

export interface Program {
  shader: Shader;
  handle: WebGLProgram;
  locations: Map<string, WebGLUniformLocation | null>;
}

// One triangle that covers everything; it needs no buffers.
const VERTEX_SHADER = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`;

export class Gpu {
  readonly gl: WebGL2RenderingContext;
  readonly #vertexShader: WebGLShader;
  readonly #vertexArray: WebGLVertexArrayObject;
  /** With the bytes of each. */
  readonly #textures = new Map<WebGLTexture, number>();
  readonly #framebuffers = new Set<WebGLFramebuffer>();
  readonly #programs = new Map<string, Program>();
  readonly #parallel: { COMPLETION_STATUS_KHR: number } | null;
  #rehearses = false;

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.#vertexShader = this.#compile(gl.VERTEX_SHADER, VERTEX_SHADER);
    this.#vertexArray = gl.createVertexArray();
    // Asked for once, it lets compilations run at the same time, and be looked at without waiting for them.
    this.#parallel = gl.getExtension('KHR_parallel_shader_compile') as {
      COMPLETION_STATUS_KHR: number;
    } | null;
  }

  /** Textures and bytes that this engine holds. */
  get memory(): { textures: number; bytes: number } {
    const bytes = [...this.#textures.values()].reduce((sum, size) => sum + size, 0);
    return { textures: this.#textures.size, bytes };
  }

  /** A texture of zeros. */
  texture(width: number, height: number, layers?: number): Texture {
    const { gl } = this;
    this.#checkSize(width, height);
    const kind = layers === undefined ? gl.TEXTURE_2D : gl.TEXTURE_2D_ARRAY;
    const handle = gl.createTexture();
    gl.bindTexture(kind, handle);
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(kind, name, gl.NEAREST);
    for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(kind, name, gl.CLAMP_TO_EDGE);
    if (layers === undefined) gl.texStorage2D(kind, 1, gl.RGBA32F, width, height);
    else gl.texStorage3D(kind, 1, gl.RGBA32F, width, height, layers);
    gl.bindTexture(kind, null);
    this.#textures.set(handle, width * height * 16 * (layers ?? 1));
    return { handle, width, height, layers };
  }

  /** A texture of one or four bytes a texel, read as byte / 255. */
  byteTexture(width: number, height: number, bytes: 1 | 4): ByteTexture {
    const { gl } = this;
    this.#checkSize(width, height);
    const handle = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, handle);
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
    gl.texStorage2D(gl.TEXTURE_2D, 1, bytes === 1 ? gl.R8 : gl.RGBA8, width, height);
    gl.bindTexture(gl.TEXTURE_2D, null);
    this.#textures.set(handle, width * height * bytes);
    return { handle, width, height, layers: undefined, bytes };
  }

  writeBytes({ handle, width, height, bytes }: ByteTexture, values: Uint8Array): void {
    const { gl } = this;
    gl.bindTexture(gl.TEXTURE_2D, handle);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    const format = bytes === 1 ? gl.RED : gl.RGBA;
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, format, gl.UNSIGNED_BYTE, values);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    gl.bindTexture(gl.TEXTURE_2D, null);
  }

  /** Writes all values of a texture, or of one layer of an array: four a texel, row by row. */
  write({ handle, width, height, layers }: Texture, values: Float32Array, layer = 0): void {
    const { gl } = this;
    const kind = layers === undefined ? gl.TEXTURE_2D : gl.TEXTURE_2D_ARRAY;
    gl.bindTexture(kind, handle);
    if (layers === undefined) gl.texSubImage2D(kind, 0, 0, 0, width, height, gl.RGBA, gl.FLOAT, values);
    else gl.texSubImage3D(kind, 0, 0, 0, layer, width, height, 1, gl.RGBA, gl.FLOAT, values);
    gl.bindTexture(kind, null);
  }

  /** Reads all values of one of a target's textures and waits for them. Not for the way of a training step. */
  read(target: Target, attachment = 0): Float32Array {
    const { gl } = this;
    const values = new Float32Array(target.width * target.height * 4);
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.framebuffer);
    gl.readBuffer(gl.COLOR_ATTACHMENT0 + attachment);
    gl.readPixels(target.x, target.y, target.width, target.height, gl.RGBA, gl.FLOAT, values);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    return values;
  }

  /** A target of whole textures of one size; an array counts as all its layers. */
  target(...textures: readonly Texture[]): Target {
    const { gl } = this;
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    const attachments: number[] = [];
    for (const { handle, layers } of textures)
      for (let layer = 0; layer < (layers ?? 1); layer++) {
        const attachment = gl.COLOR_ATTACHMENT0 + attachments.length;
        if (layers === undefined)
          gl.framebufferTexture2D(gl.FRAMEBUFFER, attachment, gl.TEXTURE_2D, handle, 0);
        else gl.framebufferTextureLayer(gl.FRAMEBUFFER, attachment, handle, 0, layer);
        attachments.push(attachment);
      }
    gl.drawBuffers(attachments);
    const status = gl.checkFramebufferStatus(gl.FRAMEBUFFER);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    if (status !== gl.FRAMEBUFFER_COMPLETE) {
      gl.deleteFramebuffer(framebuffer);
      // A texture that found no memory makes a target incomplete too.
      this.check();
      throw new Error(`This device cannot draw to ${attachments.length} float32 textures at once.`);
    }
    this.#framebuffers.add(framebuffer);
    const { width, height } = textures[0]!;
    return { framebuffer, x: 0, y: 0, width, height };
  }

  /** Begins to compile a shader; the same shader is compiled once. `finishPrograms` waits for it. */
  program(shader: Shader): Program {
    const { gl } = this;
    const known = this.#programs.get(shader.name);
    if (known) return known;
    const handle = gl.createProgram();
    gl.attachShader(handle, this.#vertexShader);
    const fragmentShader = this.#compile(gl.FRAGMENT_SHADER, sourceOf(shader));
    gl.attachShader(handle, fragmentShader);
    gl.linkProgram(handle);
    // It stays as long as the program does.
    gl.deleteShader(fragmentShader);
    const program: Program = { shader, handle, locations: new Map() };
    this.#programs.set(shader.name, program);
    return program;
  }

  /** Waits until all programs are linked, and lets other tasks run meanwhile where the driver can. */
  async link(): Promise<void> {
    const { gl } = this;
    const status = this.#parallel?.COMPLETION_STATUS_KHR;
    if (status !== undefined)
      await until(() =>
        [...this.#programs.values()].every(({ handle }) => gl.getProgramParameter(handle, status)),
      );
    this.finishPrograms();
  }

  /** Waits until all programs are linked; throws what the driver says of one that is not. */
  finishPrograms(): void {
    const { gl } = this;
    for (const { shader, handle, locations } of this.#programs.values()) {
      if (locations.size > 0) continue;
      if (!gl.getProgramParameter(handle, gl.LINK_STATUS)) {
        const logs = (gl.getAttachedShaders(handle) ?? []).map((part) => gl.getShaderInfoLog(part));
        throw new Error(
          `The shader ${shader.name} was refused: ${gl.getProgramInfoLog(handle)} ${logs.join(' ')}`,
        );
      }
      gl.useProgram(handle);
      shader.inputs.forEach((input, unit) => {
        gl.uniform1i(gl.getUniformLocation(handle, nameOf(input)), unit);
      });
      for (const name of ['originX', 'originY', ...Object.keys(shader.uniforms ?? {})])
        locations.set(name, gl.getUniformLocation(handle, name));
    }
    gl.useProgram(null);
  }

  /** Runs a program over a target. Textures in the order of the shader's inputs. */
  draw(
    { shader, handle, locations }: Program,
    target: Target,
    textures: readonly Texture[],
    uniforms: UniformValues = {},
  ): void {
    const { gl } = this;
    gl.useProgram(handle);
    gl.bindVertexArray(this.#vertexArray);
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.framebuffer);
    const [width, height] = this.#rehearses ? [1, 1] : [target.width, target.height];
    gl.viewport(target.x, target.y, width, height);
    // tfjs draws with a scissor, and sets its own each time.
    gl.scissor(target.x, target.y, width, height);
    textures.forEach((texture, unit) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(texture.layers === undefined ? gl.TEXTURE_2D : gl.TEXTURE_2D_ARRAY, texture.handle);
    });
    gl.uniform1i(locations.get('originX') ?? null, target.x);
    gl.uniform1i(locations.get('originY') ?? null, target.y);
    for (const [name, value] of Object.entries(uniforms)) {
      const location = locations.get(name) ?? null;
      const type = shader.uniforms?.[name];
      if (type === 'float') gl.uniform1f(location, value);
      else if (type === 'int') gl.uniform1i(location, value);
      else gl.uniform1ui(location, value);
    }
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  /** Gives programs back, also those that the driver has refused. */
  forget(shaders: readonly Shader[]): void {
    for (const { name } of shaders) {
      const program = this.#programs.get(name);
      if (program) this.gl.deleteProgram(program.handle);
      this.#programs.delete(name);
    }
  }

  /** Does work whose draws draw one texel each: enough for drivers that compile when a program is first used. */
  rehearse(work: () => void): void {
    this.#rehearses = true;
    try {
      work();
    } finally {
      this.#rehearses = false;
    }
  }

  /** Does work, and gives back the textures and targets that it has made. Its programs stay. */
  temporarily<T>(work: () => T): T {
    const textures = new Set(this.#textures.keys());
    const framebuffers = new Set(this.#framebuffers);
    try {
      return work();
    } finally {
      for (const texture of this.#textures.keys())
        if (!textures.has(texture)) {
          this.gl.deleteTexture(texture);
          this.#textures.delete(texture);
        }
      for (const framebuffer of this.#framebuffers)
        if (!framebuffers.has(framebuffer)) {
          this.gl.deleteFramebuffer(framebuffer);
          this.#framebuffers.delete(framebuffer);
        }
    }
  }

  /** Forgets what the driver has refused to others on this context. */
  forgetErrors(): void {
    while (this.gl.getError() !== this.gl.NO_ERROR) if (this.gl.isContextLost()) throw new ContextLost();
  }

  /** @throws {Error} when the driver has refused anything since, such as memory for a texture. */
  check(): void {
    const { gl } = this;
    const error = gl.getError();
    if (error === gl.CONTEXT_LOST_WEBGL || gl.isContextLost()) throw new ContextLost();
    if (error === gl.OUT_OF_MEMORY) throw new Error('The graphics card has no memory left for the network.');
    if (error !== gl.NO_ERROR) throw new Error(`The graphics driver reports error ${error}.`);
  }

  dispose(): void {
    const { gl } = this;
    for (const texture of this.#textures.keys()) gl.deleteTexture(texture);
    for (const framebuffer of this.#framebuffers) gl.deleteFramebuffer(framebuffer);
    for (const { handle } of this.#programs.values()) gl.deleteProgram(handle);
    gl.deleteShader(this.#vertexShader);
    gl.deleteVertexArray(this.#vertexArray);
    this.#textures.clear();
    this.#framebuffers.clear();
    this.#programs.clear();
  }

  #checkSize(width: number, height: number): void {
    if (this.gl.isContextLost()) throw new ContextLost();
    const largest = Number(this.gl.getParameter(this.gl.MAX_TEXTURE_SIZE));
    if (width > largest || height > largest)
      throw new Error(
        `The graphics card holds textures of ${largest} by ${largest}, but ${width} by ${height} is needed. Take a smaller batch.`,
      );
  }

  #compile(type: number, source: string): WebGLShader {
    const { gl } = this;
    const shader = gl.createShader(type);
    if (!shader) throw new ContextLost();
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    return shader;
  }
}

function nameOf(input: string): string {
  return input.replace('[]', '');
}

function sourceOf({ outputs, inputs, uniforms = {}, body }: Shader): string {
  const lines = [
    '#version 300 es',
    'precision highp float;',
    'precision highp int;',
    'precision highp sampler2D;',
    'precision highp sampler2DArray;',
    'uniform int originX, originY;',
    ...inputs.map(
      (input) => `uniform ${input.endsWith('[]') ? 'sampler2DArray' : 'sampler2D'} ${nameOf(input)};`,
    ),
    ...Object.entries(uniforms).map(([name, type]) => `uniform ${type} ${name};`),
    ...Array.from({ length: outputs }, (_, i) => `layout(location = ${i}) out vec4 o${i};`),
    // Position in the target's rectangle.
    'ivec2 position() { return ivec2(gl_FragCoord.xy) - ivec2(originX, originY); }',
    body,
  ];
  return lines.join('\n');
}

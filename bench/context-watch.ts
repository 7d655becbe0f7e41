/** Counts what a program asks of a WebGL2 context, by standing in front of it. */

export interface ContextCounts {
  draws: number;
  texturesCreated: number;
  /** Bytes sent to textures and buffers. */
  uploadedBytes: number;
  /** Bytes that the program has waited for: read without a buffer and a fence. */
  waitedBytes: number;
  /** Bytes of all textures that there are. */
  textureBytes: number;
}

export class ContextWatch {
  readonly #counts: ContextCounts = {
    draws: 0,
    texturesCreated: 0,
    uploadedBytes: 0,
    waitedBytes: 0,
    textureBytes: 0,
  };
  readonly #sizes = new Map<WebGLTexture, number>();
  readonly #bound = new Map<number, WebGLTexture | null>();
  #packBuffer: WebGLBuffer | null = null;

  constructor(gl: WebGL2RenderingContext) {
    this.#watchDraws(gl);
    this.#watchTextures(gl);
    this.#watchReads(gl);
  }

  /** As it is now. */
  get counts(): ContextCounts {
    return { ...this.#counts };
  }

  #watchDraws(gl: WebGL2RenderingContext): void {
    for (const name of [
      'drawArrays',
      'drawElements',
      'drawArraysInstanced',
      'drawElementsInstanced',
    ] as const)
      before(gl, name, () => {
        this.#counts.draws++;
      });
  }

  #watchTextures(gl: WebGL2RenderingContext): void {
    before(gl, 'createTexture', () => {
      this.#counts.texturesCreated++;
    });
    before(gl, 'bindTexture', (target, texture) => {
      this.#bound.set(target as number, texture as WebGLTexture | null);
    });
    before(gl, 'deleteTexture', (texture) => this.#resize(texture as WebGLTexture | null, 0));
    before(gl, 'texStorage2D', (target, _levels, format, width, height) =>
      this.#resize(this.#at(target), texels(width, height) * bytesOf(gl, format)),
    );
    before(gl, 'texStorage3D', (target, _levels, format, width, height, depth) =>
      this.#resize(this.#at(target), texels(width, height) * Number(depth) * bytesOf(gl, format)),
    );
    before(gl, 'texImage2D', (...values) => {
      const [target, , format, width, height] = values;
      // The short form takes a picture, which has its own size; nobody here does.
      if (values.length > 6) this.#resize(this.#at(target), texels(width, height) * bytesOf(gl, format));
      this.#upload(values);
    });
    for (const name of ['texSubImage2D', 'texSubImage3D', 'bufferData', 'bufferSubData'] as const)
      before(gl, name, (...values) => this.#upload(values));
  }

  #watchReads(gl: WebGL2RenderingContext): void {
    before(gl, 'bindBuffer', (target, buffer) => {
      if (target === gl.PIXEL_PACK_BUFFER) this.#packBuffer = buffer as WebGLBuffer | null;
    });
    before(gl, 'readPixels', (...values) => {
      const into = values[6];
      if (!this.#packBuffer && ArrayBuffer.isView(into)) this.#counts.waitedBytes += into.byteLength;
    });
  }

  #at(target: unknown): WebGLTexture | null {
    return this.#bound.get(target as number) ?? null;
  }

  #resize(texture: WebGLTexture | null, bytes: number): void {
    if (!texture) return;
    this.#counts.textureBytes += bytes - (this.#sizes.get(texture) ?? 0);
    if (bytes > 0) this.#sizes.set(texture, bytes);
    else this.#sizes.delete(texture);
  }

  #upload(values: readonly unknown[]): void {
    for (const value of values) if (ArrayBuffer.isView(value)) this.#counts.uploadedBytes += value.byteLength;
  }
}

type Method = keyof {
  [Name in keyof WebGL2RenderingContext as WebGL2RenderingContext[Name] extends (
    ...values: never[]
  ) => unknown
    ? Name
    : never]: true;
};

/** Has something happen before each call of a method. */
function before(gl: WebGL2RenderingContext, name: Method, happens: (...values: unknown[]) => void): void {
  const methods = gl as unknown as Record<Method, (...values: unknown[]) => unknown>;
  const method = methods[name];
  methods[name] = (...values) => {
    happens(...values);
    return method.apply(gl, values);
  };
}

function texels(width: unknown, height: unknown): number {
  return Number(width) * Number(height);
}

function bytesOf(gl: WebGL2RenderingContext, format: unknown): number {
  switch (format) {
    case gl.RGBA32F:
      return 16;
    case gl.RGBA16F:
      return 8;
    case gl.R16F:
      return 2;
    case gl.R8:
      return 1;
    default:
      return 4;
  }
}

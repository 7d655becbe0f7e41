/**
 * Where numbers stand in textures. A texel holds four channels.
 *
 * - A *map* [N, H, W, C] is interleaved: channels innermost, then the images, then the pixels. So all that is in a map
 *   but its padding is one rectangle, which a draw covers without a wasted fragment.
 * - *Windows* hold a map of twice the height and width by its 2×2 windows: an array of four layers, one for each place
 *   in the window (0 1 / 2 3). A fragment that computes a whole window writes four layers at once, and pooling finds all
 *   it needs at one position. Where a fragment computes two windows, an array has eight layers.
 * - The images stand in a texture of bytes, four pixels a texel.
 * - fc1's kernel [3136, 1024] folds two rows into one, to fit textures of 2048.
 * - All other trained tensors share one small texture, the *atlas*.
 */
import { CLASSES, HIDDEN, IMAGE_SIDE, type ParameterName, PIXELS } from '../../domain/network.ts';
import { divided, remainder } from './glsl.ts';

/** Size that every WebGL2 device offers. */
export const GUARANTEED_SIDE = 2048;

export interface MapShape {
  height: number;
  width: number;
  /** Channels / 4. */
  texels: number;
  /** Pixels of zeros around each image, so that a convolution needs no bounds checks. */
  padding: number;
}

/** A rectangle of a texture. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How many images stand beside each other and below each other. */
function images(rows: number, batchSize: number): { across: number; down: number } {
  const across = Math.ceil((batchSize * rows) / GUARANTEED_SIDE);
  return { across, down: Math.ceil(batchSize / across) };
}

function imagesOf({ height, padding }: MapShape, batchSize: number) {
  return images(height + 2 * padding, batchSize);
}

/** Size of the texture of a map. */
export function mapSize(shape: MapShape, batchSize: number): [width: number, height: number] {
  const { across, down } = imagesOf(shape, batchSize);
  const { width, height, texels, padding } = shape;
  return [(width + 2 * padding) * across * texels, (height + 2 * padding) * down];
}

/** The part of a map's texture that is not padding. */
export function mapRegion(shape: MapShape, batchSize: number): Region {
  const { across, down } = imagesOf(shape, batchSize);
  const { width, height, texels, padding } = shape;
  return {
    x: padding * across * texels,
    y: padding * down,
    width: width * across * texels,
    height: height * down,
  };
}

/**
 * GLSL: where texel `c` of pixel (y, x) of image `n` stands, `<name>At(n, y, x, c)`, and how far apart neighbours are:
 * `<name>Right`, `<name>Down`. Beyond its padding a texture gives zeros or another of its texels, as WebGL promises.
 */
export function mapAt(name: string, shape: MapShape, batchSize: number): string {
  const { across, down } = imagesOf(shape, batchSize);
  const { texels, padding } = shape;
  const column = across === 1 ? '' : ` + n % ${across}`;
  return `const int ${name}Right = ${across * texels};
const int ${name}Down = ${down};
ivec2 ${name}At(int n, int y, int x, int c) {
  return ivec2(((x + ${padding}) * ${across}${column}) * ${texels} + c, (y + ${padding}) * ${down} + ${divided('n', across)});
}`;
}

/** GLSL: the n, y, x and c of a fragment of a map's region, as declarations. */
export function mapPlace(shape: MapShape, batchSize: number): string {
  const { across, down } = imagesOf(shape, batchSize);
  const { texels } = shape;
  return `ivec2 p = position();
  int c = ${remainder('p.x', texels)};
  int x = ${divided(divided('p.x', texels), across)};
  int y = p.y / ${down};
  int n = (p.y - y * ${down}) * ${across} + ${remainder(divided('p.x', texels), across)};`;
}

/** The network's maps. */
export const maps = {
  /** conv1 after pooling. */
  conv1: { height: 14, width: 14, texels: 8, padding: 2 },
  /** conv2 after pooling. */
  conv2: { height: 7, width: 7, texels: 16, padding: 0 },
} as const satisfies Record<string, MapShape>;

/** Gradients of the linear parts' outputs. */
export const gradientMaps = {
  conv1: { height: 28, width: 28, texels: 8, padding: 0 },
  conv2: { height: 14, width: 14, texels: 16, padding: 2 },
} as const satisfies Record<string, MapShape>;

/** Maps by their windows: height and width in windows. */
export const windows = {
  /** What conv1 puts out before pooling. */
  conv1: { height: 14, width: 14, texels: 8, padding: 0 },
  conv2: { height: 7, width: 7, texels: 16, padding: 0 },
  /** The gradient of conv1's pooled output. */
  conv1Pooled: { height: 7, width: 7, texels: 8, padding: 0 },
} as const satisfies Record<string, MapShape>;

/** Windows that one fragment of a convolution computes, side by side: four or eight textures written at once. */
export type WindowsPerFragment = 1 | 2;

/** Windows as a map of what each fragment writes. */
export function writtenWindows(shape: MapShape, wide: WindowsPerFragment): MapShape {
  return { ...shape, width: Math.ceil(shape.width / wide) };
}

/** GLSL: where place `i` of window (y, x) stands, `<name>At(n, y, x, c, i)`. */
export function windowAt(name: string, shape: MapShape, wide: WindowsPerFragment, batchSize: number): string {
  return `${mapAt(`${name}Texel`, writtenWindows(shape, wide), batchSize)}
ivec3 ${name}At(int n, int y, int x, int c, int i) {
  return ivec3(${name}TexelAt(n, y, ${divided('x', wide)}, c), ${remainder('x', wide)} * 4 + i);
}`;
}

/** Pixels of zeros around an image. */
const IMAGE_PADDING = 2;
const PADDED_SIDE = IMAGE_SIDE + 2 * IMAGE_PADDING;
const IMAGE_TEXELS = PADDED_SIDE / 4;

/** Size of the texture of the images. */
export function imageSize(batchSize: number): [width: number, height: number] {
  const { across, down } = images(PADDED_SIDE, batchSize);
  return [IMAGE_TEXELS * across, PADDED_SIDE * down];
}

/** GLSL: four pixels of image `n`, `pixels(n, row, texel)`; counted with the padding, a texel is four pixels wide. */
export function pixelsOf(batchSize: number): string {
  const { across, down } = images(PADDED_SIDE, batchSize);
  const column = across === 1 ? 'texel' : `texel * ${across} + n % ${across}`;
  return `vec4 pixels(int n, int row, int texel) {
  return texelFetch(images, ivec2(${column}, row * ${down} + ${divided('n', across)}), 0);
}`;
}

/** Sets the bytes of images out as their texture has them. */
export function arrangeImages(bytes: Uint8Array, batchSize: number): Uint8Array {
  const { across, down } = images(PADDED_SIDE, batchSize);
  const rowBytes = PADDED_SIDE * across;
  const arranged = new Uint8Array(rowBytes * PADDED_SIDE * down);
  for (let n = 0; n < batchSize; n++)
    for (let y = 0; y < IMAGE_SIDE; y++) {
      const row = ((y + IMAGE_PADDING) * down + Math.floor(n / across)) * rowBytes;
      for (let x = 0; x < IMAGE_SIDE; x++) {
        const column = x + IMAGE_PADDING;
        const texel = (column >> 2) * across + (n % across);
        arranged[row + texel * 4 + (column & 3)] = bytes[n * PIXELS + y * IMAGE_SIDE + x]!;
      }
    }
  return arranged;
}

/** Texels of fc1's units. */
export const HIDDEN_TEXELS = HIDDEN / 4;
/** Texels of fc2's ten outputs, the last half empty. */
export const CLASS_TEXELS = Math.ceil(CLASSES / 4);
/** Texels of fc1's 3,136 inputs. */
export const FLAT_TEXELS = 784;
/** Texels of one row (7 pixels) of conv2's pooled map. */
export const FLAT_ROW = 112;

/** Size of the texture of fc1's kernel. Folded so, its rows are the same sequence of numbers as the flat tensor. */
export const FC1_SIZE: readonly [number, number] = [2 * HIDDEN_TEXELS, FLAT_TEXELS * 2];

export const ATLAS_WIDTH = 128;
export const ATLAS_HEIGHT = 139;

/** Rectangles of the trained tensors but fc1's kernel. A bias stands where beta stands in a normalised network. */
export const regions = {
  /** Row tap·4 + ci/8, column (ci % 8)·16 + co/4. */
  'conv2.kernel': { x: 0, y: 0, width: 128, height: 100 },
  /** tap·8 + co/4, row by row. */
  'conv1.kernel': { x: 0, y: 100, width: 128, height: 2 },
  /** Row j/32, column (j % 32)·3 + o/4. */
  'fc2.kernel': { x: 0, y: 102, width: 96, height: 32 },
  'conv1.shift': { x: 0, y: 134, width: 8, height: 1 },
  'conv2.shift': { x: 8, y: 134, width: 16, height: 1 },
  'fc2.bias': { x: 24, y: 134, width: 3, height: 1 },
  'conv1.scale': { x: 32, y: 134, width: 8, height: 1 },
  'conv2.scale': { x: 40, y: 134, width: 16, height: 1 },
  'fc1.shift': { x: 0, y: 135, width: 128, height: 2 },
  'fc1.scale': { x: 0, y: 137, width: 128, height: 2 },
} as const satisfies Record<string, Region>;

/** The rows of the atlas that hold vectors, whose gradients one draw computes. */
export const VECTOR_ROWS: Region = { x: 0, y: 134, width: 128, height: 5 };

/** The rectangle of a trained tensor. */
export function regionOf(name: Exclude<ParameterName, 'fc1.kernel'>): Region {
  if (name === 'fc2.bias') return regions[name];
  const place = name.replace(/bias$|beta$/, 'shift').replace(/gamma$/, 'scale');
  return regions[place as keyof typeof regions];
}

/**
 * Copies a trained tensor (flat, row-major) into the atlas's values or out of them. Both directions are one loop, so
 * they cannot disagree.
 */
export function copyAtlas(
  name: Exclude<ParameterName, 'fc1.kernel'>,
  values: Float32Array,
  atlas: Float32Array,
  direction: 'in' | 'out',
): void {
  const region = regionOf(name);
  // Rows of the flat tensor are padded to whole texels where they do not fill them.
  const rowLength = name.startsWith('fc2') ? CLASSES : 4;
  const rowTexels = name.startsWith('fc2') ? CLASS_TEXELS : 1;
  for (let i = 0; i < values.length; i++) {
    const row = Math.floor(i / rowLength);
    const within = i % rowLength;
    const texel = row * rowTexels + (within >> 2);
    const x = region.x + (texel % region.width);
    const y = region.y + Math.floor(texel / region.width);
    const place = (y * ATLAS_WIDTH + x) * 4 + (within & 3);
    if (direction === 'in') atlas[place] = values[i]!;
    else values[i] = atlas[place]!;
  }
}

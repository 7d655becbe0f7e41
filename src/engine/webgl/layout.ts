/**
 * Where numbers stand in textures. A texel holds four channels.
 *
 * - A *map* [N, H, W, C] has a row of pixels in a row of texels, channels innermost; images stand below each other and,
 *   where a texture would get too high, beside each other (`perRow`).
 * - A *windowed* map holds a map of twice the height and width by its 2×2 windows: an array of four layers, one for each
 *   place in the window (0 1 / 2 3). A fragment that computes a whole window writes four layers at once, and pooling
 *   finds all it needs at one position.
 * - fc1's kernel [3136, 1024] folds two rows into one, to fit textures of 2048.
 * - All other trained tensors share one small texture, the *atlas*.
 */
import { CLASSES, HIDDEN, type ParameterName } from '../../domain/network.ts';

/** Size that every WebGL2 device offers. */
const GUARANTEED_SIDE = 2048;
/** Rows of an image in the highest map that stands in one texture: the input, with its padding. */
const MOST_ROWS = 32;

export interface MapShape {
  height: number;
  width: number;
  /** Channels / 4. */
  texels: number;
  /** Pixels of zeros around each image, so that a convolution needs no bounds checks. */
  padding: number;
}

/** Images that stand beside each other. */
export function imagesPerRow(batchSize: number): number {
  return Math.ceil((batchSize * MOST_ROWS) / GUARANTEED_SIDE);
}

/** Size of the texture of a map. */
export function mapSize(shape: MapShape, batchSize: number): [number, number] {
  const { width, height } = padded(shape);
  const perRow = imagesPerRow(batchSize);
  return [perRow * width * shape.texels, Math.ceil(batchSize / perRow) * height];
}

/** Size of an image with its padding. */
function padded({ height, width, padding }: MapShape): { height: number; width: number } {
  return { height: height + 2 * padding, width: width + 2 * padding };
}

/** GLSL: where texel `c` of pixel (y, x) of image `n` stands, `<name>At(n, y, x, c)`. */
export function mapAt(name: string, shape: MapShape, batchSize: number): string {
  const { width, height } = padded(shape);
  const { texels, padding } = shape;
  const perRow = imagesPerRow(batchSize);
  const [column, row] = perRow === 1 ? ['0', 'n'] : [`(n % ${perRow})`, `(n / ${perRow})`];
  return `ivec2 ${name}At(int n, int y, int x, int c) {
  return ivec2((${column} * ${width} + x + ${padding}) * ${texels} + c, ${row} * ${height} + y + ${padding});
}`;
}

/** GLSL: the n, y, x and c of a fragment of a map, as declarations. The padding stays as it is: zero. */
export function mapPlace(shape: MapShape, batchSize: number): string {
  const { width, height } = padded(shape);
  const { texels, padding } = shape;
  const perRow = imagesPerRow(batchSize);
  return `ivec2 p = position();
  int c = p.x % ${texels};
  int x = (p.x / ${texels}) % ${width} - ${padding};
  int y = p.y % ${height} - ${padding};
  int n = (p.y / ${height}) * ${perRow} + p.x / ${texels * width};
  if (n >= ${batchSize} || y < 0 || x < 0 || y >= ${shape.height} || x >= ${shape.width}) discard;`;
}

/** The network's maps. */
export const maps = {
  /** The input, one channel: a byte texture with a texel a pixel. */
  image: { height: 28, width: 28, texels: 1, padding: 2 },
  /** conv1 after pooling; also its windows before pooling. */
  conv1: { height: 14, width: 14, texels: 8, padding: 2 },
  /** The gradient of conv1's pooled output, by windows of 2×2. */
  conv1Windows: { height: 7, width: 7, texels: 8, padding: 0 },
  /** conv2 after pooling; also its windows before pooling. */
  conv2: { height: 7, width: 7, texels: 16, padding: 1 },
} as const satisfies Record<string, MapShape>;

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

/** A rectangle of the atlas. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

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

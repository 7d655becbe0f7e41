import { expect, test } from 'vitest';
import { type ParameterName, parameterNames, parameterSize } from '../../domain/network.ts';
import { type Normalization, normalizations } from '../../domain/normalization.ts';
import {
  ATLAS_HEIGHT,
  ATLAS_WIDTH,
  arrangeImages,
  copyAtlas,
  FC1_SIZE,
  gradientMaps,
  imageSize,
  mapRegion,
  mapSize,
  maps,
  regionOf,
  windows,
} from './layout.ts';

type InAtlas = Exclude<ParameterName, 'fc1.kernel'>;
const inAtlas = (normalization: Normalization) =>
  parameterNames(normalization).filter((name): name is InAtlas => name !== 'fc1.kernel');

test.each(normalizations)(
  'every trained tensor has a place of its own, with normalization %j',
  (normalization) => {
    const atlas = new Float32Array(ATLAS_WIDTH * ATLAS_HEIGHT * 4);
    const values = new Map<InAtlas, Float32Array>();
    let next = 1;
    for (const name of inAtlas(normalization)) {
      const tensor = Float32Array.from({ length: parameterSize(name) }, () => next++);
      values.set(name, tensor);
      copyAtlas(name, tensor, atlas, 'in');
    }
    for (const [name, tensor] of values) {
      const read = new Float32Array(tensor.length);
      copyAtlas(name, read, atlas, 'out');
      expect(read).toEqual(tensor);
    }
  },
);

test('a weight of conv2 stands where the kernels look for it', () => {
  const atlas = new Float32Array(ATLAS_WIDTH * ATLAS_HEIGHT * 4);
  const kernel = new Float32Array(parameterSize('conv2.kernel'));
  const [tap, input, output] = [7, 21, 38];
  kernel[(tap * 32 + input) * 64 + output] = 5;
  copyAtlas('conv2.kernel', kernel, atlas, 'in');
  const y = regionOf('conv2.kernel').y + 4 * tap + (input >> 3);
  const x = (input % 8) * 16 + (output >> 2);
  expect(atlas[(y * ATLAS_WIDTH + x) * 4 + (output & 3)]).toBe(5);
});

test('no map is larger than 2,048, up to batches of 500', () => {
  for (const batchSize of [1, 7, 50, 64, 65, 128, 500]) {
    const all = [...Object.values(maps), ...Object.values(gradientMaps), ...Object.values(windows)];
    const sizes = [imageSize(batchSize), ...all.map((shape) => mapSize(shape, batchSize))];
    expect(Math.max(...sizes.flat())).toBeLessThanOrEqual(2048);
  }
  expect(Math.max(...FC1_SIZE)).toBeLessThanOrEqual(2048);
});

test("a map's region holds each image once, and the padding lies around it", () => {
  for (const batchSize of [1, 50, 65, 500]) {
    const [width, height] = mapSize(maps.conv1, batchSize);
    const region = mapRegion(maps.conv1, batchSize);
    const images = (region.width * region.height) / (14 * 14 * 8);
    expect(images).toBeGreaterThanOrEqual(batchSize);
    expect(images - batchSize).toBeLessThan(5);
    expect(region.x * 2 + region.width).toBe(width);
    expect(region.y * 2 + region.height).toBe(height);
  }
});

test('pixels stand four a texel, images below and beside each other', () => {
  const batchSize = 65;
  const bytes = new Uint8Array(batchSize * 784);
  // Pixel (3, 5) of image 64: row 5 and column 7 with the padding; 33 images below each other, two beside.
  bytes[64 * 784 + 3 * 28 + 5] = 9;
  const arranged = arrangeImages(bytes, batchSize);
  const [width] = imageSize(batchSize);
  const row = 5 * 33 + 32;
  const texel = Math.floor(7 / 4) * 2 + 0;
  expect(arranged.indexOf(9)).toBe((row * width + texel) * 4 + 3);
  expect(arranged.lastIndexOf(9)).toBe(arranged.indexOf(9));
});

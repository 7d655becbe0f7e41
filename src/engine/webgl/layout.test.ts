import { expect, test } from 'vitest';
import { type ParameterName, parameterNames, parameterSize } from '../../domain/network.ts';
import {
  ATLAS_HEIGHT,
  ATLAS_WIDTH,
  copyAtlas,
  FC1_SIZE,
  imagesPerRow,
  mapSize,
  maps,
  regionOf,
} from './layout.ts';

type InAtlas = Exclude<ParameterName, 'fc1.kernel'>;
const inAtlas = (mode: 'off' | 'per-activation') =>
  parameterNames(mode).filter((name): name is InAtlas => name !== 'fc1.kernel');

test.each(['off', 'per-activation'] as const)(
  'every trained tensor (BN %s) has a place of its own',
  (mode) => {
    const atlas = new Float32Array(ATLAS_WIDTH * ATLAS_HEIGHT * 4);
    const values = new Map<InAtlas, Float32Array>();
    let next = 1;
    for (const name of inAtlas(mode)) {
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

test('no texture is larger than 2,048, up to batches of 500', () => {
  for (const batchSize of [1, 7, 50, 64, 65, 128, 500])
    for (const shape of Object.values(maps)) {
      const [width, height] = mapSize(shape, batchSize);
      expect(width).toBeLessThanOrEqual(2048);
      expect(height).toBeLessThanOrEqual(2048);
    }
  expect(Math.max(...FC1_SIZE)).toBeLessThanOrEqual(2048);
  expect([50, 64, 65, 500].map(imagesPerRow)).toEqual([1, 1, 2, 8]);
});

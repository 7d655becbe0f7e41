import { expect, test } from 'vitest';
import { type Normalization, normalizations } from '../domain/normalization.ts';
import { engineNames, poolSize, trainsAll, usesWebGL } from './catalogue.ts';
import { drawn } from './webgl/normalization.ts';

test('every engine trains every normalization that can be chosen today', () => {
  for (const name of engineNames) expect(trainsAll(name, normalizations)).toBe(true);
});

test('what the draws do not know is left to tfjs’s operations, and refused', () => {
  const unknown = { kind: 'group', groups: 8 } as unknown as Normalization;
  expect(engineNames.filter((name) => trainsAll(name, [unknown]))).toEqual(['webgl-ops', 'wasm', 'cpu']);
  expect(() => drawn(unknown)).toThrow('The WebGL engine cannot train');
});

test('a processor trains as many runs as half of its cores, at most four; a graphics card two', () => {
  expect([1, 2, 4, 6, 8, 64].map((cores) => poolSize('wasm', cores))).toEqual([1, 2, 2, 3, 4, 4]);
  for (const name of engineNames.filter(usesWebGL))
    expect([1, 2, 16].map((cores) => poolSize(name, cores))).toEqual([1, 2, 2]);
});

import { expect, test } from 'vitest';
import { type Normalization, normalizationChoices, normalizations } from '../domain/normalization.ts';
import { engineNames, poolSize, trainsAll, usesWebGL } from './catalogue.ts';
import { drawn } from './webgl/normalization.ts';

test('every engine trains every normalization that can be chosen today', () => {
  for (const name of engineNames) expect(trainsAll(name, normalizations)).toBe(true);
});

test('what the draws do not know is left to the others, and refused', () => {
  const group: Normalization = { kind: 'group', groups: 8 };
  const others = ['webgl-ops', 'simd', 'wasm', 'cpu'];
  expect(engineNames.filter((name) => trainsAll(name, [group]))).toEqual(others);
  expect(() => drawn(group)).toThrow('The WebGL engine cannot train');
});

test('the processor’s kernels know all that is offered, and refuse what they do not know', () => {
  expect(trainsAll('simd', normalizationChoices)).toBe(true);
  expect(trainsAll('simd', [{ kind: 'nobody’s' } as unknown as Normalization])).toBe(false);
});

test('a processor trains as many runs as half of its cores, at most four; a graphics card two', () => {
  expect([1, 2, 4, 6, 8, 64].map((cores) => poolSize('wasm', cores))).toEqual([1, 2, 2, 3, 4, 4]);
  for (const name of engineNames.filter(usesWebGL))
    expect([1, 2, 16].map((cores) => poolSize(name, cores))).toEqual([1, 2, 2]);
});

import { describe, expect, test } from 'vitest';
import { type Normalization, normalizations } from '../domain/normalization.ts';
import { chooseEngine } from './choose.ts';
import { isSoftware } from './webgl-context.ts';

const hardware = { renderer: 'ANGLE (Apple, Apple M1, OpenGL 4.1)', software: false, float32Targets: true };
const software = { ...hardware, software: true };
const half = { ...hardware, float32Targets: false };

describe('the choice of an engine', () => {
  test('is WebGL on a graphics card with float32 targets', () => {
    expect(chooseEngine('auto', hardware, normalizations)).toEqual({
      engine: 'webgl',
      reason: 'hardware-webgl',
    });
  });

  test.each([
    ['drawn by software', software, 'software-webgl'],
    ['without float32 targets', half, 'no-float32'],
    ['missing', undefined, 'no-webgl'],
  ] as const)('is WebAssembly where WebGL is %s, and says why', (_, report, reason) => {
    expect(chooseEngine('auto', report, normalizations)).toEqual({ engine: 'wasm', reason });
  });

  test.each([
    ['webgl-ops', software, 'webgl-ops'],
    ['wasm', hardware, 'wasm'],
    ['cpu', undefined, 'cpu'],
  ] as const)('is the visitor’s where it can train rightly, however slowly: %s', (wish, report, engine) => {
    expect(chooseEngine(wish, report, normalizations)).toEqual({ engine, reason: 'chosen' });
  });

  test('is not the visitor’s where it would train wrongly', () => {
    expect(chooseEngine('webgl-ops', half, normalizations)).toEqual({ engine: 'wasm', reason: 'no-float32' });
  });

  test.each(['auto', 'webgl'] as const)(
    'is tfjs’s operations on the card where the draws cannot train what is wanted (%s)',
    (wish) => {
      const wanted = [...normalizations, { kind: 'not drawn yet' } as unknown as Normalization];
      expect(chooseEngine(wish, hardware, wanted)).toEqual({ engine: 'webgl-ops', reason: 'normalization' });
      expect(chooseEngine('auto', software, wanted).engine).toBe('wasm');
    },
  );
});

test.each([
  ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)', true],
  ['llvmpipe (LLVM 15.0.7, 256 bits)', true],
  ['ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)', true],
  ['Apple GPU', false],
  ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11)', false],
  ['Adreno (TM) 640', false],
])('%s: drawn by software is %s', (renderer, expected) => {
  expect(isSoftware(renderer)).toBe(expected);
});

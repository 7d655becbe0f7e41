import { describe, expect, test } from 'vitest';
import { presetComparison } from '../domain/presets.ts';
import { readAddress, writeAddress } from './address.ts';

describe('reading an address', () => {
  test('gives the article at 1E-3, BN off against on, when there is nothing to read', () => {
    expect(readAddress('')).toEqual({
      comparison: presetComparison('article'),
      engine: 'auto',
      problems: [],
    });
  });

  test('takes a preset and what differs from it', () => {
    const { comparison, engine } = readAddress('?preset=modern&lr=1e-4&bn=on,on&seed=7&engine=wasm');
    expect(comparison).toEqual({
      ...presetComparison('modern'),
      learningRate: 1e-4,
      batchNorm: [true, true],
      seed: 7,
    });
    expect(engine).toBe('wasm');
  });

  test.each([
    ['lr', 'fast'],
    ['lr', ''],
    ['lr', '7'],
    ['bn', 'on'],
    ['bn', 'on,maybe'],
    ['seed', '1.5'],
    ['preset', 'mine'],
    ['engine', 'steam'],
  ])('names %s=%s as a problem and keeps the rest', (name, value) => {
    const address = readAddress(`?${name}=${value}&steps=77`);
    expect(address.problems).toEqual([{ name, value }]);
    expect(address.comparison).toEqual({ ...presetComparison('article'), steps: 77 });
  });
});

test('writing and reading an address gives the same comparison back', () => {
  const comparison = {
    ...presetComparison('paper'),
    keepProbability: 0.8,
    batchNorm: [true, false] as [boolean, boolean],
  };
  const query = writeAddress(comparison, 'wasm');
  expect(query).toBe(
    '?preset=paper&bn=on,off&keep=0.8&engine=wasm'.replace(
      'bn=on,off&keep=0.8',
      query.match(/bn=.*keep=[^&]*|keep=.*bn=[^&]*/)![0],
    ),
  );
  expect(readAddress(query)).toEqual({ comparison, engine: 'wasm', problems: [] });
});

test('the default needs no query at all', () => {
  expect(writeAddress(presetComparison('article'), 'auto')).toBe('');
});

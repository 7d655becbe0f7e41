import { describe, expect, it } from 'vitest';
import { loadingOrder, parseManifest, shardsToStart } from './manifest.ts';
import { SMALL_ROWS, smallManifest } from './testing.ts';

const parse = (value: unknown) => parseManifest(JSON.stringify(value), SMALL_ROWS);
const [first, ...rest] = smallManifest.shards;

describe('parseManifest', () => {
  it('accepts a manifest whose shards make up every row', () => {
    expect(parse(smallManifest)).toEqual(smallManifest);
  });

  it.each([
    ['text that is not JSON', () => parseManifest('<!doctype html>'), 'manifest-not-json', {}],
    ['another format', () => parse({ ...smallManifest, format: 2 }), 'manifest-shape', { place: 'format' }],
    ['no shards', () => parse({ format: 1 }), 'manifest-shape', { place: 'shards' }],
    ['something that is no object', () => parse(7), 'manifest-shape', { place: '' }],
    [
      'a file in another folder',
      () => parse({ format: 1, shards: [{ ...first, file: '../x' }] }),
      'manifest-shape',
      { place: 'shards.0.file' },
    ],
    [
      'a gap between shards',
      () => parse({ format: 1, shards: rest }),
      'manifest-rows',
      { split: 'train', row: 0 },
    ],
    [
      'rows that are listed twice',
      () => parse({ format: 1, shards: [first, { ...rest[0], firstRow: 4_990 }] }),
      'manifest-rows',
      { split: 'train', row: 4_990 },
    ],
    [
      'missing rows at the end',
      () => parse({ format: 1, shards: [first] }),
      'manifest-rows',
      { split: 'train', row: 5_000 },
    ],
  ])('rejects %s', (_, attempt, code, values) => {
    expect(attempt).toThrow(
      expect.objectContaining({ problem: { code, values: expect.objectContaining(values) } }),
    );
  });
});

describe('loadingOrder', () => {
  it('starts with what a run needs first and ends with the validation rows', () => {
    const order = loadingOrder(smallManifest).map(({ split, firstRow }) => `${split} ${firstRow}`);
    expect(order).toEqual(['test 0', 'train 5000', 'train 5020', 'test 1000', 'train 0']);
  });
});

describe('shardsToStart', () => {
  it('gives the first training rows and the evaluation images', () => {
    const files = shardsToStart(smallManifest).map(({ file }) => file);
    expect(files).toEqual(['test-0.bin', 'train-5000.bin']);
  });
});

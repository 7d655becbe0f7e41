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
    ['text that is not JSON', () => parseManifest('<!doctype html>'), /not JSON/],
    ['another format', () => parse({ ...smallManifest, format: 2 }), /format/],
    ['no shards', () => parse({ format: 1 }), /shards/],
    ['a file in another folder', () => parse({ format: 1, shards: [{ ...first, file: '../x' }] }), /0\.file/],
    ['a gap between shards', () => parse({ format: 1, shards: rest }), /row 0 is next/],
    ['missing rows at the end', () => parse({ format: 1, shards: [first] }), /lists 5000 train rows/],
  ])('rejects %s', (_, attempt, message) => {
    expect(attempt).toThrow(
      expect.objectContaining({ code: 'manifest', message: expect.stringMatching(message) }),
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
    expect(files).toEqual(['train-5000.bin', 'test-0.bin']);
  });
});

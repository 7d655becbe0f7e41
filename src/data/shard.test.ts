import { describe, expect, it } from 'vitest';
import { unpackShard } from './shard.ts';
import { labelOf, pixelOf, testShard } from './testing.ts';
import { PIXELS } from './types.ts';

const { entry, plain, gzip } = testShard('train', 5_000, 20);
const changed = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
const failure = (code: string) =>
  expect.objectContaining({ problem: { code, values: expect.objectContaining({ file: entry.file }) } });

describe('unpackShard', () => {
  it.each([
    ['compressed', gzip],
    ['decompressed by the server', plain],
  ])('reads a shard that arrives %s', async (_, bytes) => {
    const { images, labels } = await unpackShard(bytes, entry);
    expect(labels).toHaveLength(20);
    expect(images).toHaveLength(20 * PIXELS);
    expect(labels[3]).toBe(labelOf(5_003));
    expect(images[3 * PIXELS]).toBe(pixelOf(5_003));
    expect(images[4 * PIXELS - 1]).toBe(pixelOf(5_003));
  });

  it.each([
    ['truncated', 'cut-off gzip', gzip.slice(0, -7)],
    ['truncated', 'cut-off rows', plain.slice(0, -7)],
    ['not-gzip', 'an empty file', new Uint8Array()],
    ['not-gzip', 'something else', new TextEncoder().encode('<!doctype html>')],
    ['corrupt', 'a changed byte in gzip', changed(gzip, gzip.length >> 1)],
    ['corrupt', 'a changed byte in rows', changed(plain, 2_000)],
  ])('fails as %s on %s', async (code, _, bytes) => {
    await expect(unpackShard(bytes, entry)).rejects.toEqual(failure(code));
  });

  it('fails as corrupt when the manifest has another number of rows', async () => {
    await expect(unpackShard(gzip, { ...entry, count: 19 })).rejects.toEqual(failure('corrupt'));
  });
});

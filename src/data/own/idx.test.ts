import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIXELS } from '../types.ts';
import { OwnDataError } from './errors.ts';
import { readIdx } from './idx.ts';
import type { OwnProblem } from './messages.ts';
import { fileOf, gzipped, headed, imageBytes, labelBytes } from './testing.ts';

const read = (bytes: Uint8Array<ArrayBuffer>) => readIdx(fileOf('some.idx', bytes));
const file = 'some.idx';

async function problemOf(bytes: Uint8Array<ArrayBuffer>): Promise<OwnProblem> {
  try {
    await read(bytes);
  } catch (error) {
    if (error instanceof OwnDataError) return error.problem;
    throw error;
  }
  throw new Error('It was read.');
}

describe('a file', () => {
  it.each([
    ['as it is', (bytes: Uint8Array<ArrayBuffer>) => bytes],
    ['compressed', gzipped],
  ])('of images or labels is read, %s', async (_, made) => {
    const images = await read(made(imageBytes(300)));
    expect(images).toMatchObject({ file, kind: 'images', count: 300 });
    expect(images.bytes).toHaveLength(300 * PIXELS);
    expect([images.bytes[0], images.bytes[7 * PIXELS], images.bytes.at(-1)]).toEqual([0, 7, 299 % 256]);
    const labels = await read(made(labelBytes([3, 1, 4])));
    expect(labels).toMatchObject({ kind: 'labels', count: 3, bytes: Uint8Array.of(3, 1, 4) });
  });

  it.each<[string, Uint8Array<ArrayBuffer>, OwnProblem]>([
    ['empty', new Uint8Array(0), { code: 'own-empty', values: { file } }],
    [
      'of three bytes',
      new Uint8Array(3),
      { code: 'own-truncated', values: { file, received: 3, expected: 4 } },
    ],
    [
      'a PNG',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10),
      { code: 'own-magic', values: { file, magic: '89504e47' } },
    ],
    [
      'of floats',
      headed(0x0d03, [1, 28, 28], PIXELS * 4),
      { code: 'own-magic', values: { file, magic: '00000d03' } },
    ],
    [
      'of images of 32 × 32',
      imageBytes(1, { rows: 32, columns: 32 }),
      { code: 'own-shape', values: { file, rows: 32, columns: 32 } },
    ],
    ['of no images', imageBytes(0), { code: 'own-none', values: { file } }],
    [
      'of too many',
      headed(0x0803, [0xffffffff, 28, 28], 9),
      { code: 'own-too-large', values: { file, count: 0xffffffff, most: 250_000 } },
    ],
    [
      'cut off in its header',
      imageBytes(1).slice(0, 12),
      { code: 'own-truncated', values: { file, received: 12, expected: 16 } },
    ],
    [
      'cut off',
      labelBytes([1, 2, 3]).slice(0, 10),
      { code: 'own-truncated', values: { file, received: 10, expected: 11 } },
    ],
    ['too long', headed(0x0801, [2], 3), { code: 'own-too-long', values: { file, count: 2, expected: 10 } }],
  ])('that is %s is told so, compressed as well', async (_, bytes, problem) => {
    expect(await problemOf(bytes)).toEqual(problem);
    if (bytes.length > 0) expect(await problemOf(gzipped(bytes))).toEqual(problem);
  });

  it('with a damaged gzip is told so', async () => {
    const bytes = gzipped(imageBytes(30));
    bytes.fill(0xff, 20, 60);
    expect(await problemOf(bytes)).toEqual({ code: 'own-unreadable', values: { file } });
    expect(await problemOf(gzipped(imageBytes(30)).slice(0, 60))).toEqual({
      code: 'own-unreadable',
      values: { file },
    });
  });

  it('that would be gigabytes is refused by its header, before it is unpacked', async () => {
    const bomb = gzipped(headed(0x0801, [250_001], 30_000_000));
    expect((await problemOf(bomb)).code).toBe('own-too-large');
    const longer = gzipped(headed(0x0801, [10], 30_000_000));
    expect((await problemOf(longer)).code).toBe('own-too-long');
  });
});

it('reads ten thousand wild headers without an exception but the intended', async () => {
  const small = fc.oneof(fc.nat(3), fc.constant(28), fc.nat(300_000), fc.nat(0xffffffff));
  const header = fc.record({
    magic: fc.oneof(fc.constantFrom(0x0801, 0x0803), fc.nat(0xffffffff)),
    dimensions: fc.array(small, { maxLength: 4 }),
    length: fc.nat(3_000),
    cut: fc.nat(40),
    flip: fc.option(fc.tuple(fc.nat(20), fc.nat(255))),
    compressed: fc.boolean(),
  });
  let sound = 0;
  await fc.assert(
    fc.asyncProperty(header, async ({ magic, dimensions, length, cut, flip, compressed }) => {
      const bytes = headed(magic, dimensions, length);
      const part = cut > 30 ? bytes : bytes.slice(0, cut);
      const made = compressed && part.length > 0 ? gzipped(part) : part;
      if (flip && flip[0] < made.length) made[flip[0]] = flip[1];
      try {
        const { kind, count, bytes: found } = await read(made);
        expect(found).toHaveLength(count * (kind === 'images' ? PIXELS : 1));
        sound++;
      } catch (error) {
        expect(error).toBeInstanceOf(OwnDataError);
      }
    }),
    { numRuns: 10_000, seed: 1 },
  );
  expect(sound).toBeGreaterThan(0);
}, 60_000);

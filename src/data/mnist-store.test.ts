import { describe, expect, it } from 'vitest';
import { MnistStore } from './mnist-store.ts';
import { PIXELS } from './types.ts';

/** Rows with these labels; each pixel of a row is its label. */
const rowsWith = (...labels: number[]) => ({
  labels: Uint8Array.from(labels),
  images: Uint8Array.from({ length: labels.length * PIXELS }, (_, i) => labels[Math.floor(i / PIXELS)]!),
});

describe('MnistStore', () => {
  it('gives rows in the order in which they are asked for', async () => {
    const store = new MnistStore();
    store.add({ split: 'train', firstRow: 7, count: 3 }, rowsWith(4, 5, 6));
    const { labels, images } = await store.rows('train', Uint32Array.of(9, 7, 7));
    expect(labels).toEqual(Uint8Array.of(6, 4, 4));
    expect(images).toEqual(rowsWith(6, 4, 4).images);
  });

  it('answers a request when the last of its rows arrives', async () => {
    const store = new MnistStore();
    let answered = false;
    const request = store.rows('test', Uint32Array.of(0, 1)).then((rows) => {
      answered = true;
      return rows;
    });
    store.add({ split: 'train', firstRow: 0, count: 2 }, rowsWith(8, 8));
    store.add({ split: 'test', firstRow: 0, count: 1 }, rowsWith(1));
    await Promise.resolve();
    expect(answered).toBe(false);
    store.add({ split: 'test', firstRow: 1, count: 1 }, rowsWith(2));
    expect((await request).labels).toEqual(Uint8Array.of(1, 2));
  });

  it('tells when a request has to wait, and only then', async () => {
    let missing = 0;
    const store = new MnistStore(() => missing++);
    store.add({ split: 'test', firstRow: 0, count: 1 }, rowsWith(1));
    await store.rows('test', Uint32Array.of(0));
    expect([missing, store.isAwaited]).toEqual([0, false]);
    const request = store.rows('test', Uint32Array.of(0, 1));
    expect([missing, store.isAwaited]).toEqual([1, true]);
    store.add({ split: 'test', firstRow: 1, count: 1 }, rowsWith(2));
    await request;
    expect([missing, store.isAwaited]).toEqual([1, false]);
  });

  it('knows which ranges it has', () => {
    const store = new MnistStore();
    store.add({ split: 'test', firstRow: 5, count: 2 }, rowsWith(1, 2));
    expect(store.has({ split: 'test', firstRow: 5, count: 2 })).toBe(true);
    expect(store.has({ split: 'test', firstRow: 5, count: 3 })).toBe(false);
    expect(store.has({ split: 'train', firstRow: 5, count: 2 })).toBe(false);
  });

  it.each([
    ['train', 60_000],
    ['test', 10_000],
  ] as const)('rejects a %s row %i', async (split, row) => {
    const request = new MnistStore().rows(split, Uint32Array.of(0, row));
    await expect(request).rejects.toThrow(`There is no ${split} row ${row}: rows go from 0 to ${row - 1}.`);
  });
});

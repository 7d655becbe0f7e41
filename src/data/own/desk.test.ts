import { beforeEach, describe, expect, it } from 'vitest';
import { ownData } from '../../domain/data-set.testing.ts';
import type { OwnData } from '../../domain/data-set.ts';
import { PIXELS } from '../types.ts';
import { OwnDesk } from './desk.ts';
import type { OwnSplits } from './four-files.ts';
import type { NamedBlob } from './idx.ts';
import type { OwnRead } from './messages.ts';
import { fileOf, fourFiles, gzipped, imageBytes, labelBytes } from './testing.ts';

/** A shelf in memory; it may be one that keeps nothing. */
class TestShelf {
  readonly kept = new Map<string, { data: OwnData; splits: OwnSplits }>();
  isForbidden = false;
  finds = 0;

  async keep(data: OwnData, splits: OwnSplits): Promise<void> {
    if (this.isForbidden) throw new DOMException('no', 'SecurityError');
    this.kept.set(data.hash, { data, splits });
  }
  async list(): Promise<OwnData[]> {
    if (this.isForbidden) throw new DOMException('no', 'SecurityError');
    return [...this.kept.values()].map(({ data }) => data);
  }
  async find(hash: string): Promise<OwnSplits | undefined> {
    this.finds++;
    if (this.isForbidden) throw new DOMException('no', 'SecurityError');
    return this.kept.get(hash)?.splits;
  }
  async delete(hash: string): Promise<void> {
    this.kept.delete(hash);
  }
}

let shelf: TestShelf;
let desk: OwnDesk;
beforeEach(() => {
  shelf = new TestShelf();
  desk = new OwnDesk(shelf);
});

async function read(files: readonly NamedBlob[]): Promise<OwnRead> {
  const answer = await desk.answer({ type: 'read', id: 1, files: [...files] });
  if (answer.type !== 'read') throw new Error(JSON.stringify(answer));
  return answer.read;
}

async function problemOf(files: readonly NamedBlob[]): Promise<unknown> {
  const answer = await desk.answer({ type: 'read', id: 1, files: [...files] });
  return answer.type === 'failed' ? answer.problem : answer;
}

const dataOf = ({ hash, train, test }: OwnRead): OwnData => ownData({ hash, train, test });

describe('four files', () => {
  it('are read in any order, compressed or not, and shown by one image of each class', async () => {
    const found = await read(fourFiles().toReversed());
    expect(found).toMatchObject({ train: 3, test: 2, classes: 3 });
    expect([...found.sample.labels]).toEqual([0, 1, 2]);
    expect([0, 1, 2].map((i) => found.sample.images[i * PIXELS])).toEqual([0, 2, 1]);
    expect(found.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('have the same hash however they are called and compressed, and another for another pixel', async () => {
    const { hash } = await read(fourFiles());
    const others = [
      fileOf('train.images', gzipped(imageBytes(3))),
      fileOf('train.labels', labelBytes([0, 2, 1])),
      fileOf('test.images', imageBytes(2)),
      fileOf('test.labels', labelBytes([1, 2])),
    ];
    expect((await read(others)).hash).toBe(hash);
    const changed = imageBytes(3);
    changed[99] = 77;
    expect((await read([fileOf('train.images', changed), ...others.slice(1)])).hash).not.toBe(hash);
  });

  it('without telling names are told by how many images there are', async () => {
    const files = [
      fileOf('a', imageBytes(2)),
      fileOf('b', labelBytes([0, 2, 1])),
      fileOf('c', imageBytes(3)),
      fileOf('d', labelBytes([1, 2])),
    ];
    expect(await read(files)).toMatchObject({ train: 3, test: 2 });
    const alike = [files[0]!, fileOf('b', labelBytes([0, 1])), fileOf('c', imageBytes(2)), files[3]!];
    expect(await problemOf(alike)).toEqual({ code: 'own-untold', values: { first: 'a', second: 'c' } });
  });

  it('that do not belong together are told so', async () => {
    const [images, labels, testImages, testLabels] = fourFiles() as [
      NamedBlob,
      NamedBlob,
      NamedBlob,
      NamedBlob,
    ];
    expect(await problemOf([images, labels])).toEqual({
      code: 'own-files',
      values: { images: 1, labels: 1 },
    });
    expect(await problemOf([images, labels, testImages, images])).toMatchObject({ code: 'own-files' });
    expect(await problemOf([])).toMatchObject({ code: 'own-files' });
    const few = fileOf('train-labels', labelBytes([0, 1]));
    expect(await problemOf([images, few, testImages, testLabels])).toEqual({
      code: 'own-counts',
      values: { file: images.name, images: 3, other: 'train-labels', labels: 2 },
    });
    const high = fileOf('train-labels', labelBytes([0, 1, 10]));
    expect(await problemOf([images, high, testImages, testLabels])).toEqual({
      code: 'own-label',
      values: { file: 'train-labels', row: 2, label: 10 },
    });
    const same = fileOf('train-labels', labelBytes([4, 4, 4]));
    expect(await problemOf([images, same, testImages, testLabels])).toMatchObject({ code: 'own-classes' });
  });
});

describe('what was read', () => {
  it('hands out its rows, and refuses others', async () => {
    const { hash } = await read(fourFiles());
    const { images, labels } = await desk.rows(hash, 'train', Uint32Array.of(2, 0));
    expect([...labels]).toEqual([1, 0]);
    expect([images[0], images[PIXELS]]).toEqual([2, 0]);
    await expect(desk.rows(hash, 'test', Uint32Array.of(2))).rejects.toThrow(RangeError);
  });

  it('is waited for by those who ask for its rows before', async () => {
    const { hash } = await read(fourFiles());
    const later = new OwnDesk(shelf);
    const rows = later.rows(hash, 'test', Uint32Array.of(1));
    await later.answer({ type: 'read', id: 1, files: fourFiles() });
    expect([...(await rows).labels]).toEqual([2]);
  });

  it('is kept, listed, found by another life of the worker, and deleted', async () => {
    const data = dataOf(await read(fourFiles()));
    expect(await desk.answer({ type: 'keep', id: 2, data })).toEqual({ type: 'kept', id: 2, kept: true });
    const later = new OwnDesk(shelf);
    expect(await later.answer({ type: 'list', id: 3 })).toEqual({ type: 'list', id: 3, sets: [data] });
    const both = await Promise.all([
      later.rows(data.hash, 'test', Uint32Array.of(1)),
      later.rows(data.hash, 'train', Uint32Array.of(1)),
    ]);
    expect(both.map(({ labels }) => labels[0])).toEqual([2, 2]);
    expect(shelf.finds).toBe(1);
    await later.answer({ type: 'delete', id: 4, hash: data.hash });
    expect(await new OwnDesk(shelf).answer({ type: 'open', id: 5, hash: data.hash })).toMatchObject({
      there: false,
    });
  });

  it('stays here where the browser keeps nothing, and that is said', async () => {
    shelf.isForbidden = true;
    const data = dataOf(await read(fourFiles()));
    expect(await desk.answer({ type: 'keep', id: 2, data })).toMatchObject({ kept: false });
    expect(await desk.answer({ type: 'open', id: 3, hash: data.hash })).toMatchObject({ there: true });
    expect(await desk.answer({ type: 'list', id: 4 })).toMatchObject({ sets: [] });
  });

  it('is let go of when others are held and it is kept, and never when it is not', async () => {
    const variant = (pixel: number) => {
      const images = imageBytes(3);
      images[20] = pixel;
      return [fileOf('train-images', images), ...fourFiles().slice(1)];
    };
    const [first, second] = [dataOf(await read(variant(1))), dataOf(await read(variant(2)))];
    await desk.answer({ type: 'keep', id: 2, data: first });
    await read(variant(3));
    expect(await desk.answer({ type: 'open', id: 3, hash: second.hash })).toMatchObject({ there: true });
    expect(shelf.finds).toBe(0);
    await desk.rows(first.hash, 'train', Uint32Array.of(0));
    expect(shelf.finds).toBe(1);
  });

  it('is not what stays where a second file is bad', async () => {
    const data = dataOf(await read(fourFiles()));
    expect(await problemOf([fileOf('x', new Uint8Array(0))])).toMatchObject({ code: 'own-empty' });
    expect(await desk.answer({ type: 'open', id: 3, hash: data.hash })).toMatchObject({ there: true });
  });
});

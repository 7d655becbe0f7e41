/** Own data for the tests of this folder: small IDX files. */
import { gzipSync } from 'node:zlib';
import { PIXELS } from '../types.ts';
import type { NamedBlob } from './idx.ts';

/** A file as a visitor drops it. */
export function fileOf(name: string, bytes: Uint8Array<ArrayBuffer>): NamedBlob {
  return Object.assign(new Blob([bytes]), { name });
}

export function gzipped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(bytes));
}

/** The bytes of a file of images, whose pixels are the number of the image; `rows` and `columns` as its header says. */
export function imageBytes(count: number, { rows = 28, columns = 28 } = {}): Uint8Array<ArrayBuffer> {
  const bytes = headed(0x0803, [count, rows, columns], count * PIXELS);
  for (let i = 0; i < count; i++) bytes.fill(i, 16 + i * PIXELS, 16 + (i + 1) * PIXELS);
  return bytes;
}

export function labelBytes(labels: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = headed(0x0801, [labels.length], labels.length);
  bytes.set(labels, 8);
  return bytes;
}

/** A header, and as many bytes behind it. */
export function headed(
  magic: number,
  dimensions: readonly number[],
  length: number,
): Uint8Array<ArrayBuffer> {
  const header = 4 + 4 * dimensions.length;
  const bytes = new Uint8Array(header + length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  dimensions.forEach((size, i) => {
    view.setUint32(4 + 4 * i, size);
  });
  return bytes;
}

/** Four files that belong together: three images to train on, two to test with, three classes. */
export function fourFiles(): NamedBlob[] {
  return [
    fileOf('train-images-idx3-ubyte', imageBytes(3)),
    fileOf('train-labels-idx1-ubyte.gz', gzipped(labelBytes([0, 2, 1]))),
    fileOf('t10k-images-idx3-ubyte.gz', gzipped(imageBytes(2))),
    fileOf('t10k-labels-idx1-ubyte', labelBytes([1, 2])),
  ];
}

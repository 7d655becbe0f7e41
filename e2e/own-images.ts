/** A small data set of somebody's own: drawn squares, rings and crosses, as four IDX files. */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

const SIDE = 28;
export const ownClasses = ['square', 'ring', 'cross'];

/** A file as Playwright hands it to a page. */
export interface OwnFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Some number that hangs on two others, in [0, 1). */
function chance(a: number, b: number): number {
  const x = Math.sin(a * 127.1 + b * 311.7) * 43758.5453;
  return x - Math.floor(x);
}

const shapes: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => Math.max(Math.abs(x), Math.abs(y)) < 6,
  (x, y) => Math.abs(Math.hypot(x, y) - 7) < 1.6,
  (x, y) => Math.abs(Math.abs(x) - Math.abs(y)) < 1.6 && Math.abs(x) < 8,
];

function imagesFile(labels: readonly number[], seed: number): Buffer {
  const file = Buffer.alloc(16 + labels.length * SIDE * SIDE);
  [0x803, labels.length, SIDE, SIDE].forEach((value, i) => {
    file.writeUInt32BE(value, 4 * i);
  });
  labels.forEach((label, image) => {
    const [x0, y0] = [10 + 8 * chance(image, seed), 10 + 8 * chance(image, seed + 1)];
    for (let y = 0; y < SIDE; y++)
      for (let x = 0; x < SIDE; x++)
        if (shapes[label]!(x - x0, y - y0)) file[16 + image * SIDE * SIDE + y * SIDE + x] = 255;
  });
  return file;
}

function labelsFile(labels: readonly number[]): Buffer {
  const file = Buffer.alloc(8 + labels.length);
  file.writeUInt32BE(0x801, 0);
  file.writeUInt32BE(labels.length, 4);
  file.set(labels, 8);
  return file;
}

/** The four files; two of them compressed. */
export function ownFiles({ train = 300, test = 60 } = {}): OwnFile[] {
  const labels = (count: number, seed: number) =>
    Array.from({ length: count }, (_, i) => Math.floor(chance(i, seed) * ownClasses.length));
  const file = (name: string, buffer: Buffer): OwnFile => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: name.endsWith('.gz') ? gzipSync(buffer) : buffer,
  });
  return [
    file('shapes-train-images-idx3-ubyte.gz', imagesFile(labels(train, 1), 2)),
    file('shapes-train-labels-idx1-ubyte', labelsFile(labels(train, 1))),
    file('shapes-test-images-idx3-ubyte', imagesFile(labels(test, 5), 6)),
    file('shapes-test-labels-idx1-ubyte.gz', labelsFile(labels(test, 5))),
  ];
}

/** Has the lab of a page train on them, so that what a test is about takes little time: few images are tested with. */
export async function trainOnShapes(page: Page, size?: { train?: number; test?: number }): Promise<void> {
  const files = ownFiles(size).map(({ name, buffer }) => ({ name, bytes: [...buffer] }));
  const problem = await page.evaluate(async (files) => {
    const blobs = files.map(({ name, bytes }) => new File([Uint8Array.from(bytes)], name));
    const used = await window.batchNormLab!.trainOn(blobs, 'Shapes');
    return 'problem' in used ? used.problem : undefined;
  }, files);
  if (problem) throw new Error(problem);
}

/** Drops files on a page, as from a folder beside the browser. */
export async function dropFiles(page: Page, files: readonly OwnFile[], onto = 'main'): Promise<void> {
  const transfer = await page.evaluateHandle(
    (files) => {
      const transfer = new DataTransfer();
      for (const { name, bytes } of files) transfer.items.add(new File([Uint8Array.from(bytes)], name));
      return transfer;
    },
    files.map(({ name, buffer }) => ({ name, bytes: [...buffer] })),
  );
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent(onto, type, { dataTransfer: transfer });
}

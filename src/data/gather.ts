/** Rows picked out of many. */
import { type Bytes, type LabelledBytes, PIXELS } from './types.ts';

/** Copies of rows, in the order in which they were asked for. */
export interface GatheredRows extends LabelledBytes {
  images: Bytes;
  labels: Bytes;
}

/** Copies of the given rows, all of which must be there. */
export function gather({ images, labels }: LabelledBytes, rows: Uint32Array): GatheredRows {
  const picked = new Uint8Array(rows.length * PIXELS);
  rows.forEach((row, i) => {
    picked.set(images.subarray(row * PIXELS, (row + 1) * PIXELS), i * PIXELS);
  });
  return { images: picked, labels: Uint8Array.from(rows, (row) => labels[row]!) };
}

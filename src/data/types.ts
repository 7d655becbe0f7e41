/** The words in which every part of the lab speaks about MNIST. */

/** Pixels of an image: 28 rows of 28. */
export const PIXELS = 784;

/** MNIST's two files. */
export const splits = ['train', 'test'] as const;
export type Split = (typeof splits)[number];

/** Rows in each of the two files. */
export const ROWS: Readonly<Record<Split, number>> = { train: 60_000, test: 10_000 };

/** Some images and their labels, as they are in the original files. */
export interface LabelledBytes {
  /** `PIXELS` bytes for each image, row by row: 0 is paper, 255 is ink. */
  images: Uint8Array;
  /** A digit from 0 to 9 for each image. */
  labels: Uint8Array;
}

/** Bytes in memory of their own, which a message can carry without a copy. */
export type Bytes = Uint8Array<ArrayBuffer>;

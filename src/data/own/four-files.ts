/** Which of four files is what, and whether they belong together. */
import { dataLimits } from '../../domain/data-set.ts';
import type { LabelledBytes, Split } from '../types.ts';
import { OwnDataError } from './errors.ts';
import type { IdxFile } from './idx.ts';

/** The images and labels of both splits. */
export type OwnSplits = Readonly<Record<Split, LabelledBytes & { images: IdxBytes; labels: IdxBytes }>>;
type IdxBytes = IdxFile['bytes'];

const FILES = 4;

/** Names by which published files of test images go; of training images all say "train". */
const isTest = (file: string) => /t10k|test|valid/i.test(file) && !/train/i.test(file);
const isTrain = (file: string) => /train/i.test(file);

/**
 * Images and labels to train on and to test with. Names tell which are which where they say "train" and "test" or "t10k";
 * where they do not, more are to train on than to test with, and labels go with as many images.
 *
 * @throws {OwnDataError} where they are not two files of images and two of labels, cannot be told apart, or disagree.
 */
export function splitsOf(files: readonly IdxFile[]): OwnSplits {
  const images = files.filter(({ kind }) => kind === 'images');
  const labels = files.filter(({ kind }) => kind === 'labels');
  if (files.length !== FILES || images.length !== 2 || labels.length !== 2)
    throw new OwnDataError({ code: 'own-files', values: { images: images.length, labels: labels.length } });
  const [trainImages, testImages] = ordered(images) ?? bySize(images);
  const [trainLabels, testLabels] = ordered(labels) ?? byCounts(labels, trainImages, testImages);
  const splits = { train: splitOf(trainImages, trainLabels), test: splitOf(testImages, testLabels) };
  checkLabels(trainLabels);
  checkLabels(testLabels);
  const used = new Set(trainLabels.bytes);
  if (used.size < dataLimits.classes.min)
    throw new OwnDataError({ code: 'own-classes', values: { file: trainLabels.file } });
  return splits;
}

/** How many classes the labels name: one more than the highest of them. */
export function classesIn({ train, test }: OwnSplits): number {
  const highest = (labels: Uint8Array) => labels.reduce((most, label) => Math.max(most, label), 0);
  return Math.max(highest(train.labels), highest(test.labels)) + 1;
}

/** Two files, that of the training set first, where their names say which it is. */
function ordered(files: readonly IdxFile[]): [IdxFile, IdxFile] | undefined {
  const [a, b] = files as [IdxFile, IdxFile];
  if (isTrain(a.file) !== isTrain(b.file)) return isTrain(a.file) ? [a, b] : [b, a];
  if (isTest(a.file) !== isTest(b.file)) return isTest(b.file) ? [a, b] : [b, a];
  return undefined;
}

function bySize(files: readonly IdxFile[]): [IdxFile, IdxFile] {
  const [a, b] = files as [IdxFile, IdxFile];
  if (a.count === b.count) throw untold(a, b);
  return a.count > b.count ? [a, b] : [b, a];
}

function byCounts(labels: readonly IdxFile[], train: IdxFile, test: IdxFile): [IdxFile, IdxFile] {
  const [a, b] = labels as [IdxFile, IdxFile];
  if (train.count === test.count) throw untold(a, b);
  return b.count === train.count || a.count === test.count ? [b, a] : [a, b];
}

function untold(a: IdxFile, b: IdxFile): OwnDataError {
  return new OwnDataError({ code: 'own-untold', values: { first: a.file, second: b.file } });
}

function splitOf(images: IdxFile, labels: IdxFile): OwnSplits[Split] {
  if (images.count !== labels.count)
    throw new OwnDataError({
      code: 'own-counts',
      values: { file: images.file, images: images.count, other: labels.file, labels: labels.count },
    });
  return { images: images.bytes, labels: labels.bytes };
}

function checkLabels({ file, bytes }: IdxFile): void {
  const row = bytes.findIndex((label) => label >= dataLimits.classes.max);
  if (row >= 0) throw new OwnDataError({ code: 'own-label', values: { file, row, label: bytes[row]! } });
}

/**
 * The images that a run trains on: MNIST, or four files of somebody's own. Part of the run's configuration, so that runs on
 * different images are never taken for the same.
 */
import * as z from 'zod/mini';
import { CLASSES } from './network.ts';

/** Names of own data and of its classes: what a list can show. No "~", which parts them in an address. */
const nameSchema = (most: number) =>
  z.string().check(z.minLength(1), z.maxLength(most), z.regex(/^[^~\p{C}]*[^~\p{C}\s][^~\p{C}]*$/u));

/** The limits of own data; 240,000 images are in the largest set of digits that is common, EMNIST's. */
export const dataLimits = {
  /** Images in one file. */
  images: { min: 1, max: 250_000 },
  classes: { min: 2, max: CLASSES },
  /** Characters. */
  name: 40,
  className: 24,
} as const;

const imagesSchema = z.int().check(z.minimum(dataLimits.images.min), z.maximum(dataLimits.images.max));

export const ownDataSchema = z.object({
  kind: z.literal('own'),
  name: nameSchema(dataLimits.name),
  /** SHA-256 of what the four files hold; see data/own/identity.ts. */
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** Images to train on, and to test with. */
  train: imagesSchema,
  test: imagesSchema,
  /** Names of the classes, by their labels from 0 on. */
  classes: z
    .array(nameSchema(dataLimits.className))
    .check(z.minLength(dataLimits.classes.min), z.maxLength(dataLimits.classes.max)),
});
export type OwnData = z.infer<typeof ownDataSchema>;

export const dataSetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mnist') }),
  ownDataSchema,
]);
export type DataSet = z.infer<typeof dataSetSchema>;

export const MNIST: DataSet = { kind: 'mnist' };

/** By which the images of a data set are asked for; equal for equal images, whatever their names. */
export type DataKey = string;

export function dataKey(data: DataSet): DataKey {
  return data.kind === 'mnist' ? 'mnist' : data.hash;
}

/** Which rows are for what. */
export interface DataRows {
  /** The first row of the training file that is trained on, and how many are. */
  firstTraining: number;
  training: number;
  test: number;
  /** Test images that are looked at while training; all are looked at when a run ends. */
  passing: number;
}

/** As in TensorFlow's tutorial, the first 5,000 images of MNIST's training file are for validation, and left out. */
const mnistRows: DataRows = { firstTraining: 5_000, training: 55_000, test: 10_000, passing: 1_000 };
/** Fewer images than a batch are no look of their own. */
const FEW = 50;

export function rowsOf(data: DataSet): DataRows {
  if (data.kind === 'mnist') return mnistRows;
  const { passing } = mnistRows;
  return {
    firstTraining: 0,
    training: data.train,
    test: data.test,
    passing: data.test < passing + FEW ? data.test : passing,
  };
}

/** What a data set is called. */
export function dataName(data: DataSet): string {
  return data.kind === 'mnist' ? 'MNIST' : data.name;
}

/** How many classes there are to tell apart. The network has ten outputs for any number. */
export function classCount(data: DataSet): number {
  return data.kind === 'mnist' ? CLASSES : data.classes.length;
}

/** What a class is called: a digit, or what somebody has named it. */
export function className(data: DataSet, label: number): string {
  return (data.kind === 'own' ? data.classes[label] : undefined) ?? String(label);
}

const PARTING = '~';

/** A data set as it is written in an address: "mnist", or "Fashion~HASH~60000~10000~T-shirt~Trouser~…". */
export function dataSetText(data: DataSet): string {
  if (data.kind === 'mnist') return data.kind;
  return [data.name, data.hash, data.train, data.test, ...data.classes].join(PARTING);
}

/** The data set that such a text stands for; undefined when it is none. */
export function parseDataSet(text: string): DataSet | undefined {
  if (text === 'mnist') return MNIST;
  const [name, hash, train, test, ...classes] = text.split(PARTING);
  const whole = (part: string | undefined) => (/^\d+$/.test(part ?? '') ? Number(part) : Number.NaN);
  const read = ownDataSchema.safeParse({
    kind: 'own',
    name,
    hash,
    train: whole(train),
    test: whole(test),
    classes,
  });
  return read.success ? read.data : undefined;
}

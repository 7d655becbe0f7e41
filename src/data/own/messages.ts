/** What the page and the data worker say to each other of a visitor's own data. */
import * as z from 'zod/mini';
import { ownDataSchema } from '../../domain/data-set.ts';
import { problem } from '../problem.ts';

const file = { file: z.string() };

/** Why files cannot be used; what was there before stays. */
const ownProblemSchema = z.discriminatedUnion('code', [
  problem('own-empty', file),
  /** The browser cannot read it, or it does not decompress. */
  problem('own-unreadable', file),
  problem('unsupported', file),
  /** `magic`: its first four bytes, in hexadecimal. */
  problem('own-magic', { ...file, magic: z.string() }),
  problem('own-shape', { ...file, rows: z.number(), columns: z.number() }),
  problem('own-none', file),
  problem('own-too-large', { ...file, count: z.number(), most: z.number() }),
  /** Bytes that there are, uncompressed, and as many as its header says there should be. */
  problem('own-truncated', { ...file, received: z.number(), expected: z.number() }),
  problem('own-too-long', { ...file, count: z.number(), expected: z.number() }),
  /** How many files of images and of labels there are, where two of each are needed. */
  problem('own-files', { images: z.number(), labels: z.number() }),
  /** Which of two is to train on. */
  problem('own-untold', { first: z.string(), second: z.string() }),
  problem('own-counts', { ...file, images: z.number(), other: z.string(), labels: z.number() }),
  problem('own-label', { ...file, row: z.number(), label: z.number() }),
  problem('own-classes', file),
  problem('own-unexpected', { reason: z.string() }),
]);
export type OwnProblem = z.infer<typeof ownProblemSchema>;

const hash = z.string().check(z.maxLength(64));

/** From the page. */
export const ownRequestSchema = z.discriminatedUnion('type', [
  /** Read four files, and hold what is in them. */
  z.object({ type: z.literal('read'), id: z.int(), files: z.array(z.instanceof(Blob)) }),
  /** Keep what is held under this name, with these names of classes. */
  z.object({ type: z.literal('keep'), id: z.int(), data: ownDataSchema }),
  /** Have the images of own data at hand, from what is kept. */
  z.object({ type: z.literal('open'), id: z.int(), hash }),
  z.object({ type: z.literal('list'), id: z.int() }),
  z.object({ type: z.literal('delete'), id: z.int(), hash }),
]);
export type OwnRequest = z.infer<typeof ownRequestSchema>;

/** Images of a split that are shown of what was read. */
const sampleSchema = z.object({ images: z.instanceof(Uint8Array), labels: z.instanceof(Uint8Array) });

/** What four files hold. */
const ownReadSchema = z.object({
  hash: z.string(),
  train: z.int(),
  test: z.int(),
  /** One more than the highest label. */
  classes: z.int(),
  /** One image of each class that has any. */
  sample: sampleSchema,
});
export type OwnRead = z.infer<typeof ownReadSchema>;

/** From the data worker: the answer to the request with this `id`. */
export const ownAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('read'), id: z.int(), read: ownReadSchema }),
  /** `kept`: also for the next visit. */
  z.object({ type: z.literal('kept'), id: z.int(), kept: z.boolean() }),
  z.object({ type: z.literal('opened'), id: z.int(), there: z.boolean() }),
  z.object({ type: z.literal('list'), id: z.int(), sets: z.array(ownDataSchema) }),
  z.object({ type: z.literal('deleted'), id: z.int() }),
  z.object({ type: z.literal('failed'), id: z.int(), problem: ownProblemSchema }),
]);
export type OwnAnswer = z.infer<typeof ownAnswerSchema>;

/** The data worker's end of everything about own data: reads files, holds what is in them, keeps it, and hands out rows. */
import { CLASSES, PIXELS } from '../../domain/network.ts';
import { type GatheredRows, gather } from '../gather.ts';
import type { LabelledBytes, Split } from '../types.ts';
import { asOwnProblem } from './errors.ts';
import { classesIn, type OwnSplits, splitsOf } from './four-files.ts';
import { hashOf } from './identity.ts';
import { type NamedBlob, readIdx } from './idx.ts';
import { type OwnAnswer, type OwnRead, type OwnRequest, ownRequestSchema } from './messages.ts';
import { OwnShelf } from './shelf.ts';

/** Data sets held in memory: what is trained on, and what is about to be. */
const MOST_HELD = 2;

type Shelf = Pick<OwnShelf, 'keep' | 'list' | 'find' | 'delete'>;

export class OwnDesk {
  readonly #shelf: Shelf;
  /** By hash, the last used last. */
  readonly #held = new Map<string, OwnSplits>();
  /** Hashes of those that are on the shelf as well: they may be let go of. */
  readonly #kept = new Set<string>();
  /** Those that are on their way from the shelf. */
  readonly #opening = new Map<string, Promise<OwnSplits | undefined>>();
  #waiting: { hash: string; resolve: (splits: OwnSplits) => void }[] = [];

  constructor(shelf: Shelf = new OwnShelf()) {
    this.#shelf = shelf;
  }

  /** Answers all requests that come through a port. */
  serve(port: MessagePort): void {
    port.onmessage = (event: MessageEvent<unknown>) => {
      const request = ownRequestSchema.parse(event.data);
      void this.answer(request).then((answer) => port.postMessage(answer));
    };
  }

  /** Never rejects: what cannot be done is an answer. */
  async answer(request: OwnRequest): Promise<OwnAnswer> {
    const { id } = request;
    try {
      switch (request.type) {
        case 'read':
          return { type: 'read', id, read: await this.#read(request.files) };
        case 'keep':
          return { type: 'kept', id, kept: await this.#keep(request.data) };
        case 'open':
          return { type: 'opened', id, there: (await this.#find(request.hash)) !== undefined };
        case 'list':
          return { type: 'list', id, sets: await this.#shelf.list().catch(() => []) };
        case 'delete':
          this.#kept.delete(request.hash);
          await this.#shelf.delete(request.hash);
          return { type: 'deleted', id };
      }
    } catch (error) {
      return { type: 'failed', id, problem: asOwnProblem(error) };
    }
  }

  /**
   * Copies of rows of own data, in their order. Data that are not here are waited for: their files may be dropped yet.
   *
   * @throws {RangeError} (as a rejection) when a row is outside the split.
   */
  async rows(hash: string, split: Split, rows: Uint32Array): Promise<GatheredRows> {
    const splits = this.#held.get(hash) ?? (await this.#find(hash)) ?? (await this.#arrival(hash));
    const { labels } = splits[split];
    const outside = rows.find((row) => row >= labels.length);
    if (outside !== undefined)
      throw new RangeError(`There is no ${split} row ${outside}: rows go from 0 to ${labels.length - 1}.`);
    return gather(splits[split], rows);
  }

  async #read(files: readonly Blob[]): Promise<OwnRead> {
    const read = [];
    // One after the other, and small ones first: what is wrong is mostly seen before much is read.
    for (const file of [...files].sort((a, b) => a.size - b.size)) read.push(await readIdx(named(file)));
    const splits = splitsOf(read);
    const hash = await hashOf(splits);
    this.#hold(hash, splits);
    return {
      hash,
      train: splits.train.labels.length,
      test: splits.test.labels.length,
      classes: classesIn(splits),
      sample: sampleOf(splits.train),
    };
  }

  /** False where the browser keeps nothing: then the data are here until the page goes. */
  async #keep(data: Parameters<Shelf['keep']>[0]): Promise<boolean> {
    const splits = await this.#find(data.hash);
    if (!splits) throw new Error('There is nothing to keep.');
    try {
      await this.#shelf.keep(data, splits);
      this.#kept.add(data.hash);
      return true;
    } catch {
      return false;
    }
  }

  async #find(hash: string): Promise<OwnSplits | undefined> {
    const held = this.#held.get(hash);
    if (held) {
      this.#hold(hash, held);
      return held;
    }
    const known = this.#opening.get(hash);
    if (known) return known;
    const opening = this.#shelf
      .find(hash)
      .catch(() => undefined)
      .then((splits) => {
        if (splits) {
          this.#kept.add(hash);
          this.#hold(hash, splits);
        }
        return splits;
      })
      .finally(() => this.#opening.delete(hash));
    this.#opening.set(hash, opening);
    return opening;
  }

  #arrival(hash: string): Promise<OwnSplits> {
    return new Promise((resolve) => {
      this.#waiting.push({ hash, resolve });
    });
  }

  #hold(hash: string, splits: OwnSplits): void {
    this.#held.delete(hash);
    this.#held.set(hash, splits);
    const served = this.#waiting.filter((waiter) => waiter.hash === hash);
    this.#waiting = this.#waiting.filter((waiter) => waiter.hash !== hash);
    for (const { resolve } of served) resolve(splits);
    for (const old of this.#held.keys()) {
      if (this.#held.size <= MOST_HELD) return;
      if (old !== hash && this.#kept.has(old)) this.#held.delete(old);
    }
  }
}

/** Files come as such; whatever else is a blob has no name. */
function named(file: Blob): NamedBlob {
  return 'name' in file ? (file as NamedBlob) : Object.assign(file, { name: '' });
}

/** The first image of each class that has one. */
function sampleOf({ images, labels }: LabelledBytes): OwnRead['sample'] {
  const rows = Array.from({ length: CLASSES }, (_, label) => labels.indexOf(label)).filter((row) => row >= 0);
  const picked = gather({ images, labels }, Uint32Array.from(rows));
  return { images: picked.images.subarray(0, rows.length * PIXELS), labels: picked.labels };
}

/**
 * Own data that are kept in the browser, in a database of their own: nothing of it is needed to list or to open runs, and
 * some of it is large.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as z from 'zod/mini';
import { openedInTime, transact } from '../../browser/indexed-db.ts';
import { type OwnData, ownDataSchema } from '../../domain/data-set.ts';
import { PIXELS } from '../types.ts';
import type { OwnSplits } from './four-files.ts';
import { hashOf } from './identity.ts';

/** What is stored is checked when it is read. */
interface Schema extends DBSchema {
  /** `OwnData`, by hash: small, as all are read for a list. */
  sets: { key: string; value: unknown };
  /** `OwnSplits`, by hash. */
  bytes: { key: string; value: unknown };
}

const DATABASE = 'batchnorm-lab-data';
const VERSION = 1;

const bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const splitSchema = z
  .object({ images: bytes, labels: bytes })
  .check(z.refine(({ images, labels }) => images.length === labels.length * PIXELS));
const splitsSchema = z.object({ train: splitSchema, test: splitSchema });

/** Keeps own data and finds them again. Every method rejects where the browser keeps nothing. */
export class OwnShelf {
  #opened: Promise<IDBPDatabase<Schema>> | undefined;

  async keep(data: OwnData, splits: OwnSplits): Promise<void> {
    await transact(await this.#database(), ['sets', 'bytes'], 'readwrite', (change) =>
      Promise.all([
        change.objectStore('sets').put(data, data.hash),
        change.objectStore('bytes').put(splits, data.hash),
      ]),
    );
  }

  /** All that are kept; what cannot be read is left out. */
  async list(): Promise<OwnData[]> {
    const database = await this.#database();
    const all = await transact(database, ['sets'], 'readonly', ({ store }) => store.getAll());
    return all.flatMap((value) => {
      const read = ownDataSchema.safeParse(value);
      return read.success ? [read.data] : [];
    });
  }

  /** What is kept under a hash, if it still has that hash. */
  async find(hash: string): Promise<OwnSplits | undefined> {
    const database = await this.#database();
    const value = await transact(database, ['bytes'], 'readonly', ({ store }) => store.get(hash));
    const read = splitsSchema.safeParse(value);
    return read.success && (await hashOf(read.data)) === hash ? read.data : undefined;
  }

  async delete(hash: string): Promise<void> {
    await transact(await this.#database(), ['sets', 'bytes'], 'readwrite', (change) =>
      Promise.all([change.objectStore('sets').delete(hash), change.objectStore('bytes').delete(hash)]),
    );
  }

  async #database(): Promise<IDBPDatabase<Schema>> {
    this.#opened ??= openedInTime(
      openDB<Schema>(DATABASE, VERSION, {
        upgrade(database) {
          database.createObjectStore('sets');
          database.createObjectStore('bytes');
        },
        blocking: () => this.#close(),
        terminated: () => {
          this.#opened = undefined;
        },
      }),
    );
    try {
      return await this.#opened;
    } catch (error) {
      this.#opened = undefined;
      throw error;
    }
  }

  #close(): void {
    void this.#opened?.then((database) => database.close()).catch(() => {});
    this.#opened = undefined;
  }
}

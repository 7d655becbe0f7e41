/**
 * Downloads kept in the browser's Cache API, so that a second visit downloads nothing.
 *
 * The cache is a convenience: it may be missing (insecure pages), forbidden (private windows) or full. None
 * of that stops the lab: at the first trouble it says so and goes on without the cache.
 */

import { withTimeLimit } from '../browser/time-limit.ts';
import { reasonOf } from './errors.ts';
import { FORMAT } from './manifest.ts';
import type { DataWarning } from './messages.ts';
import type { Bytes } from './types.ts';

const PREFIX = 'batchnorm-lab-mnist-v';

/** A cache that takes this long to answer counts as broken, in milliseconds. */
const PATIENCE = 10_000;

/** A cache of files by address whose methods never reject. */
export class DownloadCache {
  readonly #storage: () => CacheStorage | undefined;
  readonly #onTrouble: (warning: DataWarning) => void;
  #opened: Promise<Cache> | undefined;
  #isBroken = false;

  /**
   * @param storage Gives `caches`. A function, since looking at `caches` can throw by itself.
   * @param onTrouble Told once, when the cache does not work.
   */
  constructor(storage: () => CacheStorage | undefined, onTrouble: (warning: DataWarning) => void) {
    this.#storage = storage;
    this.#onTrouble = onTrouble;
  }

  /** The bytes kept for an address, or undefined. */
  get(url: string): Promise<Bytes | undefined> {
    return this.#attempt(async (cache) => {
      const response = await cache.match(url);
      return response && new Uint8Array(await response.arrayBuffer());
    });
  }

  /** The addresses for which bytes are kept. */
  async keptUrls(): Promise<ReadonlySet<string>> {
    const requests = await this.#attempt((cache) => cache.keys());
    return new Set(requests?.map(({ url }) => url));
  }

  /** Keeps bytes for an address. */
  async put(url: string, bytes: Bytes): Promise<void> {
    await this.#attempt((cache) => cache.put(url, new Response(bytes)));
  }

  /** Forgets an address. */
  async delete(url: string): Promise<void> {
    await this.#attempt((cache) => cache.delete(url));
  }

  /** Deletes what older versions of the lab have kept. */
  async deleteOlderVersions(): Promise<void> {
    await this.#attempt(async () => {
      const storage = this.#required();
      const older = (await storage.keys()).filter(isOlder);
      await Promise.all(older.map((name) => storage.delete(name)));
    });
  }

  async #attempt<T>(action: (cache: Cache) => Promise<T>): Promise<T | undefined> {
    if (this.#isBroken) return undefined;
    try {
      return await withTimeLimit(this.#open().then(action), PATIENCE, () => new Trouble('cache-silent'));
    } catch (error) {
      this.#isBroken = true;
      this.#onTrouble(warningOf(error));
      return undefined;
    }
  }

  async #open(): Promise<Cache> {
    this.#opened ??= this.#required().open(`${PREFIX}${FORMAT}`);
    return this.#opened;
  }

  #required(): CacheStorage {
    const storage = this.#storage();
    if (!storage) throw new Trouble('cache-missing');
    return storage;
  }
}

function isOlder(name: string): boolean {
  return name.startsWith(PREFIX) && Number(name.slice(PREFIX.length)) < FORMAT;
}

/** A trouble that is known by its code alone. */
class Trouble extends Error {
  readonly code: 'cache-missing' | 'cache-silent';

  constructor(code: Trouble['code']) {
    super(code);
    this.code = code;
  }
}

function warningOf(error: unknown): DataWarning {
  if (error instanceof Trouble) return { code: error.code, values: {} };
  if (error instanceof Error && error.name === 'QuotaExceededError')
    return { code: 'cache-full', values: {} };
  return { code: 'cache-broken', values: { reason: reasonOf(error) } };
}

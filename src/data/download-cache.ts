/**
 * Downloads kept in the browser's Cache API, so that a second visit downloads nothing.
 *
 * The cache is a convenience: it may be missing (insecure pages), forbidden (private windows) or full. None
 * of that stops the lab: at the first trouble it says so and goes on without the cache.
 */
import { FORMAT } from './manifest.ts';
import { withTimeLimit } from './time-limit.ts';
import type { Bytes } from './types.ts';

const PREFIX = 'batchnorm-lab-mnist-v';

/** A cache that takes this long to answer counts as broken, in milliseconds. */
const PATIENCE = 10_000;

/** A cache of files by address whose methods never reject. */
export class DownloadCache {
  readonly #storage: () => CacheStorage | undefined;
  readonly #onTrouble: (warning: string) => void;
  #opened: Promise<Cache> | undefined;
  #isBroken = false;

  /**
   * @param storage Gives `caches`. A function, since looking at `caches` can throw by itself.
   * @param onTrouble Told once, in words for the page, when the cache does not work.
   */
  constructor(storage: () => CacheStorage | undefined, onTrouble: (warning: string) => void) {
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
      return await withTimeLimit(this.#open().then(action), PATIENCE, () => new Error('it does not answer'));
    } catch (error) {
      this.#isBroken = true;
      this.#onTrouble(troubleMessage(error));
      return undefined;
    }
  }

  async #open(): Promise<Cache> {
    this.#opened ??= this.#required().open(`${PREFIX}${FORMAT}`);
    return this.#opened;
  }

  #required(): CacheStorage {
    const storage = this.#storage();
    if (!storage) throw new Error('this page has none');
    return storage;
  }
}

function isOlder(name: string): boolean {
  return name.startsWith(PREFIX) && Number(name.slice(PREFIX.length)) < FORMAT;
}

function troubleMessage(error: unknown): string {
  const isFull = error instanceof Error && error.name === 'QuotaExceededError';
  const reason = isFull ? 'it is full' : error instanceof Error ? error.message : String(error);
  return `The browser's cache cannot be used (${reason}), so the next visit will download MNIST again.`;
}

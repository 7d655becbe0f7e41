/** Brings all of MNIST into the store: from the browser's cache where it can, else from the server. */
import { download } from './download.ts';
import type { DownloadCache } from './download-cache.ts';
import { asDataError, DataError } from './errors.ts';
import { isGzip } from './gunzip.ts';
import { loadingOrder, type Manifest, parseManifest, type ShardEntry, shardsToStart } from './manifest.ts';
import type { DataState } from './messages.ts';
import type { MnistStore } from './mnist-store.ts';
import { unpackShard } from './shard.ts';
import type { Bytes, LabelledBytes, Split } from './types.ts';

/** What the loader works with; the worker gives it the browser's, tests give it their own. */
export interface LoaderParts {
  /** The absolute address of the folder with the manifest; ends in a slash. */
  baseUrl: string;
  store: MnistStore;
  cache: DownloadCache;
  fetch: typeof fetch;
  /** Told of every change. */
  onState: (state: DataState) => void;
  /** Milliseconds without a byte after which a download is given up. */
  stallTime?: number;
  /** Rows that the manifest must list, when they are not MNIST's. */
  rows?: Readonly<Record<Split, number>>;
}

/** Loads the shards one after the other, in the order in which they are needed. */
export class ShardLoader {
  readonly #parts: LoaderParts;
  #manifest: Manifest | undefined;
  #running = false;
  #failures = 0;
  #state: DataState = { phase: 'loading', startable: false, loadedBytes: 0, totalBytes: 0, fromCache: true };

  constructor(parts: LoaderParts) {
    this.#parts = parts;
  }

  /**
   * Loads what is missing. Never rejects: a failure becomes a state. Calling it again after one goes on
   * with the shards that are missing; while it runs, another call does nothing.
   */
  async load(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#report({ phase: 'loading', error: undefined });
    try {
      await this.#parts.cache.deleteOlderVersions();
      // Asked for on every attempt: after a failure the server may have newer shards under other names.
      const manifest = await this.#loadManifest();
      this.#manifest = manifest;
      this.#reportLoaded();
      for (const shard of loadingOrder(manifest)) if (!this.#parts.store.has(shard)) await this.#load(shard);
      this.#report({ phase: 'ready' });
    } catch (error) {
      this.#failures++;
      const { code, message, hint } = asDataError(error);
      this.#reportLoaded();
      this.#report({ phase: 'failed', error: { code, message, hint } });
    } finally {
      this.#running = false;
    }
  }

  /** Tells of something that does not stop the loading. */
  warn(warning: string): void {
    this.#report({ warning });
  }

  async #loadManifest(): Promise<Manifest> {
    const { baseUrl, cache, rows } = this.#parts;
    const url = new URL('manifest.json', baseUrl).href;
    const parse = (bytes: Bytes) => parseManifest(new TextDecoder().decode(bytes), rows);
    try {
      const bytes = await this.#download(url, 'manifest.json', { cache: 'no-cache' });
      const manifest = parse(bytes);
      await cache.put(url, bytes);
      return manifest;
    } catch (error) {
      // A visit without a network lives on the manifest of the one before. Each shard is still checked.
      const kept = await cache.get(url);
      if (!kept) throw error;
      return parse(kept);
    }
  }

  async #load(shard: ShardEntry): Promise<void> {
    const { baseUrl, cache, store } = this.#parts;
    const url = new URL(shard.file, baseUrl).href;
    const kept = await this.#fromCache(url, shard);
    if (kept) {
      store.add(shard, kept);
      this.#reportLoaded();
      return;
    }
    const bytes = await this.#download(url, shard.file, {
      // After a failure the browser's HTTP cache may hold what was wrong: go past it.
      cache: this.#failures > 0 ? 'reload' : 'default',
      onProgress: (received, start) => this.#reportDownload(shard, received, start),
    });
    store.add(shard, await unpackShard(bytes, shard));
    this.#reportLoaded();
    // As it arrived, which is compressed with most servers: a fifth of the disk space.
    await cache.put(url, bytes);
  }

  /** The rows of a shard in the cache; a copy that has been damaged is deleted. */
  async #fromCache(url: string, shard: ShardEntry): Promise<LabelledBytes | undefined> {
    const { cache } = this.#parts;
    const bytes = await cache.get(url);
    if (!bytes) return undefined;
    try {
      return await unpackShard(bytes, shard);
    } catch (error) {
      if (!(error instanceof DataError) || error.code === 'unsupported') throw error;
      await cache.delete(url);
      return undefined;
    }
  }

  #download(
    url: string,
    file: string,
    options: { cache?: RequestCache; onProgress?: (received: number, start: Uint8Array) => void },
  ): Promise<Bytes> {
    const { fetch, stallTime } = this.#parts;
    return download(url, file, { fetch, ...(stallTime !== undefined && { stallTime }), ...options });
  }

  #reportDownload(shard: ShardEntry, received: number, start: Uint8Array): void {
    // Where the server's answer was decompressed on the way, more bytes arrive than the file has.
    const whole = isGzip(start) ? shard.compressedBytes : shard.uncompressedBytes;
    const share = Math.min(1, received / whole);
    this.#report({
      fromCache: false,
      loadedBytes: this.#storedBytes() + Math.round(share * shard.compressedBytes),
    });
  }

  /** Reports what the store has. */
  #reportLoaded(): void {
    const { store } = this.#parts;
    const manifest = this.#manifest;
    if (!manifest) return;
    this.#report({
      startable: shardsToStart(manifest).every((shard) => store.has(shard)),
      loadedBytes: this.#storedBytes(),
      totalBytes: sum(manifest.shards),
    });
  }

  #storedBytes(): number {
    return sum((this.#manifest?.shards ?? []).filter((shard) => this.#parts.store.has(shard)));
  }

  #report(change: Partial<DataState>): void {
    this.#state = { ...this.#state, ...change };
    this.#parts.onState(this.#state);
  }
}

function sum(shards: readonly ShardEntry[]): number {
  return shards.reduce((total, shard) => total + shard.compressedBytes, 0);
}

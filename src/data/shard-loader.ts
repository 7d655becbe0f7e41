/**
 * Brings MNIST into the store: from the browser's cache where it can, else from the server.
 *
 * First comes what a run starts with, some hundred kilobytes. The rest, 20 times as much, is downloaded only
 * when it is wanted: by the page, or by a request for rows that have not arrived.
 */
import { download, Stopped } from './download.ts';
import type { DownloadCache } from './download-cache.ts';
import { asDataProblem, DataError } from './errors.ts';
import { isGzip } from './gunzip.ts';
import { loadingOrder, type Manifest, parseManifest, type ShardEntry, shardsToStart } from './manifest.ts';
import type { DataProblem, DataState, DataWarning } from './messages.ts';
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

/** Milliseconds between two reports of a download under way: a network delivers hundreds of pieces a second. */
const REPORT_INTERVAL = 100;

/** Loads the shards one after the other, in the order in which they are needed. */
export class ShardLoader {
  readonly #parts: LoaderParts;
  #manifest: Manifest | undefined;
  #running = false;
  #wantsAll = false;
  #failures = 0;
  #stop = new AbortController();
  /** The beginning of a file, whose download was stopped. */
  #begun: { file: string; bytes: Bytes } | undefined;
  #reportedAt = Number.NEGATIVE_INFINITY;
  #state: DataState = { phase: 'loading', startable: false, loadedBytes: 0, totalBytes: 0, fromCache: true };

  constructor(parts: LoaderParts) {
    this.#parts = parts;
  }

  /**
   * Loads what is wanted and missing. Never rejects: a failure becomes a state. Calling it again after one, or after a
   * stop, goes on with what is missing; while it runs, another call does nothing.
   */
  async load(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#stop = new AbortController();
    this.#report({ phase: 'loading', error: undefined, laterBytes: undefined });
    let problem: DataProblem | undefined;
    let isStopped = false;
    let laterBytes = 0;
    try {
      // More may become wanted in the very moment in which the first shards are done.
      do laterBytes = await this.#loadWanted();
      while (laterBytes > 0 && this.#isMoreWanted());
    } catch (error) {
      isStopped = error instanceof Stopped;
      if (!isStopped) problem = asDataProblem(error);
    }
    this.#running = false;
    if (problem) this.#fail(problem);
    else if (isStopped) this.#tellStopped();
    else if (laterBytes > 0) this.#report({ phase: 'waiting', laterBytes });
    else this.#report({ phase: 'ready' });
  }

  /** Downloads nothing more until `load` is called again. */
  stop(): void {
    this.#stop.abort();
  }

  /** From now on all of MNIST is wanted, not only what a run starts with. */
  loadAll(): void {
    this.#wantsAll = true;
    this.#goOn();
  }

  /** Somebody waits for rows; they come now unless they are on their way already. */
  rowsAreMissing(): void {
    this.#goOn();
  }

  /** Tells of something that does not stop the loading. */
  warn(warning: DataWarning): void {
    this.#report({ warning });
  }

  /** A load under way looks by itself whether more is wanted, and after a failure the visitor says when to retry. */
  #goOn(): void {
    if (this.#state.phase === 'waiting') void this.load();
  }

  #isMoreWanted(): boolean {
    return this.#wantsAll || this.#parts.store.isAwaited;
  }

  /** Gives the compressed bytes that are left for later: 0 when everything is there. */
  async #loadWanted(): Promise<number> {
    if (!this.#manifest) {
      await this.#parts.cache.deleteOlderVersions();
      this.#manifest = await this.#loadManifest();
    }
    this.#reportLoaded();
    await this.#loadMissing(shardsToStart(this.#manifest));
    if (!this.#isMoreWanted()) {
      const laterBytes = await this.#bytesToDownload();
      // What is kept from an earlier visit costs no download: it is not left for later.
      if (laterBytes > 0) return laterBytes;
    }
    this.#wantsAll = true;
    this.#reportLoaded();
    await this.#loadMissing(loadingOrder(this.#manifest));
    return 0;
  }

  async #loadMissing(shards: readonly ShardEntry[]): Promise<void> {
    for (const shard of shards) if (!this.#parts.store.has(shard)) await this.#load(shard);
  }

  #tellStopped(): void {
    this.#reportLoaded();
    this.#report({ phase: 'stopped' });
  }

  #fail(error: DataProblem): void {
    this.#failures++;
    this.#reportLoaded();
    // Asked for again on the next attempt: the server may have newer shards under other names.
    this.#manifest = undefined;
    this.#report({ phase: 'failed', error });
  }

  /** Compressed bytes of the shards that neither the store nor the cache has. */
  async #bytesToDownload(): Promise<number> {
    const { baseUrl, cache, store } = this.#parts;
    const kept = await cache.keptUrls();
    const missing = (shard: ShardEntry) => !store.has(shard) && !kept.has(new URL(shard.file, baseUrl).href);
    return sum((this.#manifest?.shards ?? []).filter(missing));
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
    const bytes = await this.#downloadShard(url, shard);
    store.add(shard, await unpackShard(bytes, shard));
    this.#reportLoaded();
    // As it arrived, which is compressed with most servers: a fifth of the disk space.
    await cache.put(url, bytes);
  }

  /** The file of a shard; of one whose download was stopped, the rest. */
  async #downloadShard(url: string, shard: ShardEntry): Promise<Bytes> {
    const { file } = shard;
    const from = this.#begun?.file === file ? this.#begun.bytes : undefined;
    // Should the two not fit together, the hash says so, and the next attempt is a whole one.
    this.#begun = undefined;
    try {
      return await this.#download(url, file, {
        // After a failure the browser's HTTP cache may hold what was wrong: go past it.
        cache: this.#failures > 0 ? 'reload' : 'default',
        from,
        onProgress: (received, start) => this.#reportDownload(shard, received, start),
      });
    } catch (error) {
      // What a server has decompressed on the way is not the beginning of its file.
      if (error instanceof Stopped && isGzip(error.received)) this.#begun = { file, bytes: error.received };
      throw error;
    }
  }

  /** The rows of a shard in the cache; a copy that has been damaged is deleted. */
  async #fromCache(url: string, shard: ShardEntry): Promise<LabelledBytes | undefined> {
    const { cache } = this.#parts;
    const bytes = await cache.get(url);
    if (!bytes) return undefined;
    try {
      return await unpackShard(bytes, shard);
    } catch (error) {
      if (!(error instanceof DataError) || error.problem.code === 'unsupported') throw error;
      await cache.delete(url);
      return undefined;
    }
  }

  #download(
    url: string,
    file: string,
    options: Pick<Parameters<typeof download>[2], 'cache' | 'from' | 'onProgress'>,
  ): Promise<Bytes> {
    const { fetch, stallTime } = this.#parts;
    const { signal } = this.#stop;
    return download(url, file, { fetch, signal, ...(stallTime !== undefined && { stallTime }), ...options });
  }

  #reportDownload(shard: ShardEntry, received: number, start: Uint8Array): void {
    const now = performance.now();
    if (now - this.#reportedAt < REPORT_INTERVAL) return;
    this.#reportedAt = now;
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
      totalBytes: sum(this.#wantsAll ? manifest.shards : shardsToStart(manifest)),
    });
  }

  #storedBytes(): number {
    const stored = sum((this.#manifest?.shards ?? []).filter((shard) => this.#parts.store.has(shard)));
    return stored + (this.#begun?.bytes.length ?? 0);
  }

  #report(change: Partial<DataState>): void {
    this.#state = { ...this.#state, ...change };
    this.#parts.onState(this.#state);
  }
}

function sum(shards: readonly ShardEntry[]): number {
  return shards.reduce((total, shard) => total + shard.compressedBytes, 0);
}

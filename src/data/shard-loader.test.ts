import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DownloadCache } from './download-cache.ts';
import type { DataState, DataWarning } from './messages.ts';
import { MnistStore } from './mnist-store.ts';
import { ShardLoader } from './shard-loader.ts';
import {
  BASE_URL,
  labelOf,
  SMALL_ROWS,
  smallManifest,
  smallShards,
  TestCaches,
  TestServer,
} from './testing.ts';
import type { Bytes } from './types.ts';

const firstFiles = ['test-0.bin', 'train-5000.bin'];
const laterFiles = ['train-5020.bin', 'test-1000.bin', 'train-0.bin'];
const bytesOf = (files: readonly string[]) =>
  smallManifest.shards.reduce(
    (sum, { file, compressedBytes }) => sum + (files.includes(file) ? compressedBytes : 0),
    0,
  );
const startBytes = bytesOf(firstFiles);
const laterBytes = bytesOf(laterFiles);
const totalBytes = startBytes + laterBytes;

let server: TestServer;
let caches: TestCaches;

beforeEach(() => {
  server = new TestServer();
  caches = new TestCaches();
});

/** A visit to the page, with nothing in memory. */
function visit({
  storage = () => caches.asStorage(),
  onState = () => {},
  stallTime = 50,
}: {
  stallTime?: number;
  storage?: () => CacheStorage | undefined;
  onState?: (state: DataState) => void;
} = {}) {
  const store = new MnistStore(() => loader.rowsAreMissing());
  const states: DataState[] = [];
  const cache = new DownloadCache(storage, (warning) => loader.warn(warning));
  const loader = new ShardLoader({
    baseUrl: BASE_URL,
    store,
    cache,
    fetch: server.fetch,
    onState: (state) => {
      states.push(state);
      onState(state);
    },
    stallTime,
    rows: SMALL_ROWS,
  });
  const last = () => states.at(-1)!;
  const phase = (wanted: DataState['phase']) => vi.waitFor(() => expect(last().phase).toBe(wanted));
  const loadEverything = () => {
    loader.loadAll();
    return loader.load();
  };
  return { store, loader, states, last, phase, loadEverything };
}

/** Some bytes, and then nothing more. */
const endless = (bytes: Uint8Array) => new ReadableStream({ start: (stream) => stream.enqueue(bytes) });

const label = async (store: MnistStore, row: number) =>
  (await store.rows('train', Uint32Array.of(row))).labels[0];

describe('ShardLoader', () => {
  it('loads what a run starts with and leaves the rest for later', async () => {
    const { loader, states, last, store } = visit();
    await loader.load();
    expect(server.requests).toEqual(['manifest.json', ...firstFiles]);
    expect(last()).toMatchObject({ phase: 'waiting', startable: true, fromCache: false, laterBytes });
    expect(last()).toMatchObject({ loadedBytes: startBytes, totalBytes: startBytes });
    expect(states.filter((state) => state.startable && state.loadedBytes < startBytes)).toEqual([]);
    expect(store.has({ split: 'test', firstRow: 0, count: 1_000 })).toBe(true);
    expect(await label(store, 5_003)).toBe(labelOf(5_003));
  });

  it('loads the rest in the order of need when all is wanted, and tells how far it is', async () => {
    const { loader, states, last, phase } = visit();
    await loader.load();
    loader.loadAll();
    await phase('ready');
    expect(server.requests).toEqual(['manifest.json', ...firstFiles, ...laterFiles]);
    expect(last()).toMatchObject({
      startable: true,
      loadedBytes: totalBytes,
      totalBytes,
      laterBytes: undefined,
    });
    expect(states.map((state) => state.loadedBytes)).toEqual(
      states.map((s) => s.loadedBytes).sort((a, b) => a - b),
    );
    const phases = states.map((state) => state.phase);
    expect(phases.filter((name, i) => name !== phases[i - 1])).toEqual([
      'loading',
      'waiting',
      'loading',
      'ready',
    ]);
  });

  it('loads everything at once when all is wanted from the beginning', async () => {
    const { loader, states, last } = visit();
    const loading = loader.load();
    loader.loadAll();
    await loading;
    expect(last().phase).toBe('ready');
    expect(states.map((state) => state.phase)).not.toContain('waiting');
  });

  it('loads the rest when all is wanted in the moment in which it begins to wait', async () => {
    const { loader, phase } = visit({
      onState: (state) => {
        if (state.phase === 'waiting') loader.loadAll();
      },
    });
    await loader.load();
    await phase('ready');
  });

  it('loads the rest by itself when rows of it are asked for', async () => {
    const { loader, store, phase } = visit();
    await loader.load();
    expect(await label(store, 5_025)).toBe(labelOf(5_025));
    await phase('ready');
  });

  it('loads the rest by itself when rows of it were asked for before anything was there', async () => {
    const { loader, store, last } = visit();
    const row = label(store, 12);
    await loader.load();
    expect(await row).toBe(labelOf(12));
    expect(last().phase).toBe('ready');
  });

  it('leaves the rest for later when only rows that a run starts with were asked for', async () => {
    const { loader, store, last } = visit();
    const row = label(store, 5_003);
    await loader.load();
    expect(await row).toBe(labelOf(5_003));
    expect(await label(store, 5_004)).toBe(labelOf(5_004));
    expect(last().phase).toBe('waiting');
  });

  it('stops when it is told to, keeps what has arrived, and goes on from there', async () => {
    const whole = smallShards.find(({ entry }) => entry.file === 'train-5000.bin')!.gzip;
    server.answer('train-5000.bin', () => new Response(endless(whole.subarray(0, 100))));
    const { loader, last, store } = visit({ stallTime: 10_000 });
    const loading = loader.load();
    await vi.waitFor(() => expect(server.requests).toContain('train-5000.bin'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    loader.stop();
    await loading;
    const loadedBytes = bytesOf(['test-0.bin']) + 100;
    expect(last()).toMatchObject({ phase: 'stopped', startable: false, error: undefined, loadedBytes });
    // Who waits for rows is no reason to go on: the visitor says when.
    const row = label(store, 5_003);
    loader.loadAll();
    expect(last().phase).toBe('stopped');

    server.answer('train-5000.bin', () => new Response(whole.subarray(100), { status: 206 }));
    const { length } = server.requests;
    await loader.load();
    expect(server.requests.slice(length)).toEqual(firstFiles.slice(1).concat(laterFiles));
    expect(server.ranges.filter(Boolean)).toEqual(['bytes=100-']);
    expect(await row).toBe(labelOf(5_003));
    expect(last()).toMatchObject({ phase: 'ready', loadedBytes: totalBytes });
  });

  it.each([
    ['knows no ranges', (whole: Bytes) => new Response(whole)],
    ['decompresses', (_: Bytes, plain: Bytes) => new Response(plain)],
  ])('goes on after a stop with a server that %s', async (_, answer) => {
    const { gzip, plain } = smallShards.find(({ entry }) => entry.file === 'test-0.bin')!;
    server.answer('test-0.bin', () => new Response(endless(gzip.subarray(0, 50))));
    const { loader, last } = visit({ stallTime: 10_000 });
    const loading = loader.load();
    await vi.waitFor(() => expect(last().loadedBytes).toBe(50));
    loader.stop();
    await loading;
    server.answer('test-0.bin', () => answer(gzip, plain));
    await loader.load();
    expect(last()).toMatchObject({ phase: 'waiting', startable: true, loadedBytes: startBytes });
  });

  it('takes a rest that does not fit its beginning for damaged, and then asks for the whole', async () => {
    const { gzip } = smallShards.find(({ entry }) => entry.file === 'test-0.bin')!;
    server.answer('test-0.bin', () => new Response(endless(gzip.subarray(0, 50))));
    const { loader, last } = visit({ stallTime: 10_000 });
    const loading = loader.load();
    await vi.waitFor(() => expect(last().loadedBytes).toBe(50));
    loader.stop();
    await loading;
    server.answer('test-0.bin', () => new Response(gzip.subarray(60), { status: 206 }));
    await loader.load();
    expect(last()).toMatchObject({ phase: 'failed', error: { code: 'truncated' } });
    server.answer('test-0.bin', () => new Response(gzip));
    await loader.load();
    expect(server.ranges.filter(Boolean)).toEqual(['bytes=50-']);
    expect(last().phase).toBe('waiting');
  });

  it('never counts more bytes than there are when the server decompresses', async () => {
    for (const { entry, plain } of smallShards) server.answer(entry.file, () => new Response(plain));
    const { loadEverything, states, last } = visit();
    await loadEverything();
    expect(last().phase).toBe('ready');
    expect(Math.max(...states.map((state) => state.loadedBytes))).toBe(totalBytes);
  });

  it('tells of a failure in the rest and goes on with the missing shards after a retry', async () => {
    server.answer('train-5020.bin', () => new Response('', { status: 500 }));
    const { loader, last, phase, store } = visit();
    await loader.load();
    const row = label(store, 5_025);
    await phase('failed');
    expect(last()).toMatchObject({
      startable: true,
      error: { code: 'server', values: { file: 'train-5020.bin', status: 500 } },
    });

    server.answer('train-5020.bin', () => new Response(smallShards[2]!.gzip));
    server.requests.length = 0;
    // Nobody but the visitor ends a failure.
    loader.loadAll();
    loader.rowsAreMissing();
    expect(last().phase).toBe('failed');
    await loader.load();
    expect(server.requests).toEqual(['manifest.json', ...laterFiles]);
    expect(last()).toMatchObject({ phase: 'ready', loadedBytes: totalBytes, error: undefined });
    expect(await row).toBe(labelOf(5_025));
  });

  it('tells of a failure in the beginning, and leaves the rest for later after a retry too', async () => {
    server.answer('train-5000.bin', () => new Response('', { status: 404 }));
    const { loader, last } = visit();
    await loader.load();
    expect(last()).toMatchObject({ phase: 'failed', startable: false, error: { code: 'not-found' } });
    server.answer('train-5000.bin', () => new Response(smallShards[1]!.gzip));
    await loader.load();
    expect(last()).toMatchObject({ phase: 'waiting', startable: true, error: undefined, laterBytes });
  });

  it.each([
    ['cut off', (gzip: Uint8Array<ArrayBuffer>) => gzip.slice(0, -7), 'truncated'],
    [
      'damaged',
      (gzip: Uint8Array<ArrayBuffer>) => gzip.map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
      'corrupt',
    ],
  ])('never lets a shard of the rest that is %s into the store', async (_, change, code) => {
    const { gzip, entry } = smallShards[2]!;
    server.answer(entry.file, () => new Response(change(gzip)));
    const { loadEverything, last, store } = visit();
    await loadEverything();
    expect(last()).toMatchObject({
      phase: 'failed',
      startable: true,
      error: { code, values: { file: entry.file } },
    });
    expect(store.has({ split: 'train', firstRow: 5_020, count: 1 })).toBe(false);
    expect([...caches.entries.keys()]).not.toContain(`${BASE_URL}${entry.file}`);
  });

  it('never lets wrong bytes into the store', async () => {
    const other = smallShards[1]!.plain.map((byte, i) => (i === 100 ? byte ^ 1 : byte));
    server.answer('train-5000.bin', () => new Response(other));
    const { loader, last, store } = visit();
    await loader.load();
    expect(last()).toMatchObject({ phase: 'failed', startable: false, error: { code: 'corrupt' } });
    expect(store.has({ split: 'train', firstRow: 5_000, count: 1 })).toBe(false);
    expect([...caches.entries.keys()]).not.toContain(`${BASE_URL}train-5000.bin`);
  });

  it('fails when the list of files is wrong', async () => {
    server.answer('manifest.json', () => Response.json({ format: 99 }));
    const { loader, last } = visit();
    await loader.load();
    expect(last()).toMatchObject({ phase: 'failed', error: { code: 'manifest-shape' } });
  });
});

describe('ShardLoader with a cache', () => {
  it('downloads no rows on the second visit', async () => {
    await visit().loadEverything();
    server.requests.length = 0;
    const { loader, last } = visit();
    await loader.load();
    expect(server.requests).toEqual(['manifest.json']);
    expect(last()).toMatchObject({ phase: 'ready', fromCache: true, loadedBytes: totalBytes });
  });

  it('reads everything on the second visit though nobody wants it yet: it costs no download', async () => {
    await visit().loadEverything();
    const { loader, states } = visit();
    await loader.load();
    expect(states.map((state) => state.phase)).not.toContain('waiting');
  });

  it('leaves for later only what an earlier visit has not kept', async () => {
    server.answer('test-1000.bin', () => new Response('', { status: 500 }));
    await visit().loadEverything();
    server.answer('test-1000.bin', () => new Response(smallShards[4]!.gzip));
    server.requests.length = 0;
    const { loader, last, phase } = visit();
    await loader.load();
    expect(server.requests).toEqual(['manifest.json']);
    expect(last()).toMatchObject({ phase: 'waiting', laterBytes: bytesOf(['test-1000.bin', 'train-0.bin']) });
    loader.loadAll();
    await phase('ready');
    expect(server.requests).toEqual(['manifest.json', 'test-1000.bin', 'train-0.bin']);
  });

  it('needs no network on the second visit', async () => {
    await visit().loadEverything();
    server.answer('manifest.json', () => Promise.reject(new TypeError('Failed to fetch')));
    const { loader, last } = visit();
    await loader.load();
    expect(last()).toMatchObject({ phase: 'ready', fromCache: true });
    expect(last().error).toBeUndefined();
  });

  it('downloads a shard again whose kept copy is damaged', async () => {
    await visit().loadEverything();
    const url = `${BASE_URL}train-5000.bin`;
    const kept = caches.entries.get(url)!;
    caches.entries.set(url, kept.slice(0, -3));
    server.requests.length = 0;
    const { loader, last } = visit();
    await loader.load();
    expect(server.requests).toEqual(['manifest.json', 'train-5000.bin']);
    expect(last()).toMatchObject({ phase: 'ready', fromCache: false });
    expect(caches.entries.get(url)).toEqual(kept);
  });

  it('deletes the caches of older versions and no others', async () => {
    for (const name of ['batchnorm-lab-mnist-v0', 'batchnorm-lab-mnist-v99', 'of-another-app'])
      caches.names.add(name);
    await visit().loadEverything();
    expect([...caches.names].sort()).toEqual([
      'batchnorm-lab-mnist-v1',
      'batchnorm-lab-mnist-v99',
      'of-another-app',
    ]);
  });

  it.each<[string, () => CacheStorage | undefined, DataWarning]>([
    ['is missing', () => undefined, { code: 'cache-missing', values: {} }],
    [
      'is forbidden',
      () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
      { code: 'cache-broken', values: { reason: 'The operation is insecure.' } },
    ],
    [
      'is full',
      () => {
        caches.beforePut = () => {
          throw new DOMException('Quota exceeded.', 'QuotaExceededError');
        };
        return caches.asStorage();
      },
      { code: 'cache-full', values: {} },
    ],
  ])('goes on and says so when the cache %s', async (_, storage, warning) => {
    const { loadEverything, states, last } = visit({ storage });
    await loadEverything();
    expect(last()).toMatchObject({ phase: 'ready', warning });
    expect(new Set(states.map((state) => state.warning).filter(Boolean)).size).toBe(1);
  });
});

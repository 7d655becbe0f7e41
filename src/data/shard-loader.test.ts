import { beforeEach, describe, expect, it } from 'vitest';
import { DownloadCache } from './download-cache.ts';
import type { DataState } from './messages.ts';
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

const files = ['test-0.bin', 'train-5000.bin', 'train-5020.bin', 'test-1000.bin', 'train-0.bin'];
const totalBytes = smallManifest.shards.reduce((sum, shard) => sum + shard.compressedBytes, 0);

let server: TestServer;
let caches: TestCaches;

beforeEach(() => {
  server = new TestServer();
  caches = new TestCaches();
});

/** A visit to the page, with nothing in memory. */
function visit(storage: () => CacheStorage | undefined = () => caches.asStorage()) {
  const store = new MnistStore();
  const states: DataState[] = [];
  const cache = new DownloadCache(storage, (warning) => loader.warn(warning));
  const loader = new ShardLoader({
    baseUrl: BASE_URL,
    store,
    cache,
    fetch: server.fetch,
    onState: (state) => states.push(state),
    stallTime: 50,
    rows: SMALL_ROWS,
  });
  return { store, loader, states, last: () => states.at(-1)! };
}

describe('ShardLoader', () => {
  it('loads every shard in the order of need and tells how far it is', async () => {
    const { loader, states, last, store } = visit();
    await loader.load();
    expect(server.requests).toEqual(['manifest.json', ...files]);
    expect(last()).toMatchObject({ phase: 'ready', startable: true, loadedBytes: totalBytes, totalBytes });
    expect(last().fromCache).toBe(false);
    expect(states.map((state) => state.loadedBytes)).toEqual(
      states.map((s) => s.loadedBytes).sort((a, b) => a - b),
    );
    expect((await store.rows('train', Uint32Array.of(5_003))).labels[0]).toBe(labelOf(5_003));
  });

  it('is startable with the evaluation images and the first training rows', async () => {
    const { loader, states, store } = visit();
    await loader.load();
    const atStart = states.find((state) => state.startable)!;
    const [, training, , evaluation] = smallManifest.shards;
    expect(atStart.loadedBytes).toBe(training!.compressedBytes + evaluation!.compressedBytes);
    expect(store.has({ split: 'test', firstRow: 0, count: 1_000 })).toBe(true);
  });

  it('never counts more bytes than there are when the server decompresses', async () => {
    for (const { entry, plain } of smallShards) server.answer(entry.file, () => new Response(plain));
    const { loader, states, last } = visit();
    await loader.load();
    expect(last().phase).toBe('ready');
    expect(Math.max(...states.map((state) => state.loadedBytes))).toBe(totalBytes);
  });

  it('tells of a failure and goes on with the missing shards on the next call', async () => {
    server.answer('train-5020.bin', () => new Response('', { status: 500 }));
    const { loader, last, store } = visit();
    const waiting = store.rows('train', Uint32Array.of(5_025));
    await loader.load();
    expect(last()).toMatchObject({ phase: 'failed', startable: true, error: { code: 'server' } });
    expect(last().error!.message).toContain('train-5020.bin');

    server.answer('train-5020.bin', () => new Response(smallShards[2]!.gzip));
    server.requests.length = 0;
    await loader.load();
    expect(server.requests).toEqual(['manifest.json', ...files.slice(2)]);
    expect(last()).toMatchObject({ phase: 'ready', loadedBytes: totalBytes, error: undefined });
    expect((await waiting).labels[0]).toBe(labelOf(5_025));
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

  it('fails as manifest when the list of files is wrong', async () => {
    server.answer('manifest.json', () => Response.json({ format: 99 }));
    const { loader, last } = visit();
    await loader.load();
    expect(last()).toMatchObject({ phase: 'failed', error: { code: 'manifest' } });
  });
});

describe('ShardLoader with a cache', () => {
  it('downloads no rows on the second visit', async () => {
    await visit().loader.load();
    server.requests.length = 0;
    const { loader, last } = visit();
    await loader.load();
    expect(server.requests).toEqual(['manifest.json']);
    expect(last()).toMatchObject({ phase: 'ready', fromCache: true, loadedBytes: totalBytes });
  });

  it('needs no network on the second visit', async () => {
    await visit().loader.load();
    server.answer('manifest.json', () => Promise.reject(new TypeError('Failed to fetch')));
    const { loader, last } = visit();
    await loader.load();
    expect(last()).toMatchObject({ phase: 'ready', fromCache: true });
    expect(last().error).toBeUndefined();
  });

  it('downloads a shard again whose kept copy is damaged', async () => {
    await visit().loader.load();
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
    await visit().loader.load();
    expect([...caches.names].sort()).toEqual([
      'batchnorm-lab-mnist-v1',
      'batchnorm-lab-mnist-v99',
      'of-another-app',
    ]);
  });

  it.each<[string, () => CacheStorage | undefined, RegExp]>([
    ['is missing', () => undefined, /this page has none/],
    [
      'is forbidden',
      () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
      /insecure/,
    ],
    [
      'is full',
      () => {
        caches.beforePut = () => {
          throw new DOMException('Quota exceeded.', 'QuotaExceededError');
        };
        return caches.asStorage();
      },
      /it is full/,
    ],
  ])('goes on and says so when the cache %s', async (_, storage, reason) => {
    const { loader, states, last } = visit(storage);
    await loader.load();
    expect(last()).toMatchObject({ phase: 'ready', warning: expect.stringMatching(reason) });
    expect(new Set(states.map((state) => state.warning).filter(Boolean)).size).toBe(1);
  });
});

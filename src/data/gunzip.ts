/** Decompression with what the browser has built in. */
import { DataError } from './errors.ts';
import type { Bytes } from './types.ts';

/** Whether the bytes begin as every gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Decompresses a gzip file.
 *
 * @param file Its name, for errors.
 * @throws {DataError} `corrupt` when it is damaged, `unsupported` when the browser cannot decompress.
 */
export async function gunzip(bytes: Bytes, file: string): Promise<Bytes> {
  if (typeof DecompressionStream === 'undefined')
    throw new DataError({ code: 'unsupported', values: { file } });
  try {
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  } catch (error) {
    throw new DataError({ code: 'corrupt', values: { file, check: 'gzip' } }, { cause: error });
  }
}

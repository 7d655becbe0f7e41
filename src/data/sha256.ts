/** SHA-256, by the browser where it offers that, or in JavaScript on pages that are not secure contexts. */
import type { Bytes } from './types.ts';

/**
 * The SHA-256 of the bytes, in hexadecimal.
 *
 * @param subtle The browser's implementation; null to do without.
 */
export async function sha256(
  bytes: Bytes,
  subtle: SubtleCrypto | null = globalThis.crypto?.subtle ?? null,
): Promise<string> {
  const digest = subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : await inJavaScript(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function inJavaScript(bytes: Bytes): Promise<Uint8Array> {
  // Loaded only where it is needed: a page at http://192.168.… has no `crypto.subtle`.
  const noble = await import('@noble/hashes/sha2.js');
  return noble.sha256(bytes);
}

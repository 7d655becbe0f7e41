/** By what own data are known again: a hash of what they hold, whatever their files are called and however compressed. */
import { sha256 } from '../sha256.ts';
import type { OwnSplits } from './four-files.ts';

/**
 * SHA-256 of four SHA-256 sums in hexadecimal, a line each: of the pixels and of the labels to train on, then of those to
 * test with.
 */
export async function hashOf({ train, test }: OwnSplits): Promise<string> {
  const parts = [train.images, train.labels, test.images, test.labels];
  const sums: string[] = [];
  for (const part of parts) sums.push(await sha256(part));
  return sha256(new TextEncoder().encode(sums.map((sum) => `${sum}\n`).join('')));
}

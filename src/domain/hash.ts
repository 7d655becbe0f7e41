/**
 * The integer hash behind every number that must be the same on each engine.
 *
 * It uses 32-bit operations alone, so TypeScript and GLSL compute it to the same bit. The finaliser is
 * MurmurHash3's `fmix32` (Austin Appleby, public domain); 0x9E3779B9 is 2^32 divided by the golden ratio.
 */

/** A well-mixed 32-bit unsigned hash of an element's index and a stream's seed. */
export function hash32(index: number, seed: number): number {
  let h = (Math.imul(index, 0x9e3779b9) + seed) | 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

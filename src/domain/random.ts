/**
 * Seeded random streams.
 *
 * A run's seed is split into independent streams (weights, data order, dropout, noise), so that switching Batch
 * Normalization on or off changes neither the shared initial weights nor the batches nor the dropout masks.
 */
import { hash32 } from './hash.ts';

/** What a stream of random numbers is for; each name is a sequence of its own. */
export type StreamName = 'dropout' | 'noise' | 'order' | `weights:${string}`;

/** 32-bit unsigned seed of one named stream of a run. */
export function streamSeed(seed: number, name: StreamName): number {
  let h = seed >>> 0;
  for (let i = 0; i < name.length; i++) h = hash32(name.charCodeAt(i), h);
  return h;
}

/** Uniform number in (0, 1) for one element of a stream: the middle of one of 2^32 equal cells. */
export function uniform(index: number, seed: number): number {
  return (hash32(index, seed) + 0.5) / 2 ** 32;
}

/** Dropout masks from an integer hash of (seed, step, element), the same bits in TypeScript and in GLSL. */
import { hash32 } from './hash.ts';
import { streamSeed } from './random.ts';

/** Seed of the mask of one training step. */
export function dropoutStepSeed(seed: number, step: number): number {
  return hash32(step, streamSeed(seed, 'dropout'));
}

/** An element is kept when its hash lies below this threshold. */
export function dropoutThreshold(keepProbability: number): number {
  return Math.min(2 ** 32, Math.round(keepProbability * 2 ** 32));
}

/**
 * The factors of one step's dropout: 1/keep for kept elements and 0 for dropped ones, so that the expected
 * activation stays the same and evaluation needs no scaling.
 */
export function dropoutMask(
  seed: number,
  step: number,
  keepProbability: number,
  size: number,
  out = new Float32Array(size),
): Float32Array {
  const stepSeed = dropoutStepSeed(seed, step);
  const threshold = dropoutThreshold(keepProbability);
  const factor = 1 / keepProbability;
  for (let i = 0; i < size; i++) out[i] = hash32(i, stepSeed) < threshold ? factor : 0;
  return out;
}

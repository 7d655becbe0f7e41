/** How many runs a machine trains at once. */
import type { EngineName } from '../engine/engine.ts';

/**
 * On the processor two runs on two cores take hardly longer than one; on many cores the memory bus is what they share,
 * so half of the cores, at most four. A graphics card has one queue, but much of a step on it is the processor's work
 * of filling that queue, which a second context does meanwhile.
 */
export function poolSize(engine: EngineName, cores: number): number {
  if (engine === 'webgl' || engine === 'webgl-ops') return Math.min(2, cores);
  return Math.max(1, Math.min(4, cores <= 2 ? cores : Math.ceil(cores / 2)));
}

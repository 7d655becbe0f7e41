/** What tests of the kernels need: the compiled module, from the file that the build has made, and numbers. */
import { readFileSync } from 'node:fs';
import { uniform } from '../../domain/random.ts';
import { Arena } from './arena.ts';
import { type Kernels, kernelsIn } from './kernels.ts';

/** The kernels that every browser with SIMD runs. Vitest compiles them before it starts, as every build does. */
export function compiledKernels(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(new URL('./generated/plain.wasm', import.meta.url)));
}

/** Kernels at work in a memory of their own. */
export function kernelsAtWork(): { arena: Arena; kernels: Kernels } {
  const arena = new Arena();
  return { arena, kernels: kernelsIn(compiledKernels(), arena.memory) };
}

/** Made-up numbers between −1 and 1. */
export function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => 2 * uniform(i, seed) - 1);
}

/** The largest difference, in units of the rms of what is expected; NaN where there are not as many. */
export function worst(found: Float32Array, expected: Float64Array): number {
  if (found.length !== expected.length) return Number.NaN;
  const rms = Math.sqrt(expected.reduce((sum, value) => sum + value * value, 0) / expected.length);
  return Math.max(...expected.map((value, i) => Math.abs(value - found[i]!))) / rms;
}

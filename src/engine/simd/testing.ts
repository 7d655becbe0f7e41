/** What tests of the kernels need: the compiled module, from the file that the build has made. */
import { readFileSync } from 'node:fs';
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

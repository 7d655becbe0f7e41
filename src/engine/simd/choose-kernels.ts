/** Chooses between the two modules of kernels. */
import { moduleOf, type Variant } from './kernels.ts';
import { fusesMultiplyAdd } from './support.ts';

let chosen: Promise<WebAssembly.Module> | undefined;

/**
 * The module for this machine: with relaxed SIMD where a multiply-add is one instruction, which leaves the processor half of
 * the work at best and never more of it; elsewhere without, as nothing would be gained. Asked of the processor and not of
 * a clock: the two differ in their last digits, and a device must give the same numbers at every visit, busy or not.
 *
 * @throws {Error} when the browser cannot compile WebAssembly SIMD.
 */
export function chosenKernels(): Promise<WebAssembly.Module> {
  chosen ??= needed(fusesMultiplyAdd() ? 'relaxed' : 'plain');
  return chosen;
}

/** Makes the kernels of a variant those of this worker, whatever the processor has. For checks. */
export function forceKernels(variant: Variant): void {
  chosen = needed(variant);
}

function needed(variant: Variant): Promise<WebAssembly.Module> {
  const module = moduleOf(variant).then((module) => {
    if (!module) throw new Error(`This browser cannot compile WebAssembly SIMD (${variant}).`);
    return module;
  });
  // What failed is tried again.
  module.catch(() => {
    chosen = undefined;
  });
  return module;
}

/** The step of Vite's builds, and of Vitest's, that compiles the kernels of the processor's engine. */
import { normalizePath } from 'vite';
import { ASSEMBLY, ensureKernels } from './kernels.mjs';

/** @returns {import('vite').Plugin} */
export function kernels() {
  const folder = `${normalizePath(ASSEMBLY)}/`;
  return {
    name: 'kernels',
    buildStart: ensureKernels,
    async watchChange(file) {
      if (normalizePath(file).startsWith(folder)) await ensureKernels();
    },
  };
}

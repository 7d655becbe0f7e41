/** The step of Vite's builds, and of Vitest's, that compiles the kernels of the processor's engine. */
import { ASSEMBLY, ensureKernels } from './kernels.mjs';

/** @returns {import('vite').Plugin} */
export function kernels() {
  return {
    name: 'kernels',
    buildStart: ensureKernels,
    configureServer: ({ watcher }) => {
      watcher.add(ASSEMBLY);
    },
    async handleHotUpdate({ file, server }) {
      if (!file.startsWith(ASSEMBLY)) return;
      await ensureKernels();
      server.ws.send({ type: 'full-reload' });
    },
  };
}

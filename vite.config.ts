import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { SECURITY_HEADERS } from './scripts/lib/policy.mjs';
import { chunksOf } from './scripts/lib/vite-chunks.mjs';
import { kernels } from './scripts/lib/vite-kernels.mjs';
import { offline } from './scripts/lib/vite-offline.mjs';
import { policy } from './scripts/lib/vite-policy.mjs';

const page = 'index.html';
/** What an installed lab needs besides. */
const installed = [
  'manifest.webmanifest',
  'favicon.svg',
  'icon-192.png',
  'icon-512.png',
  'icon-maskable-512.png',
];
const tools = ['conformance/index.html', 'bench/index.html'];

/** Tests of what neither keeps nor starts anything. */
const PURE = 'src/{domain,pages,styles,text,ui}/**/*.test.ts';

export default defineConfig({
  // Relative addresses: the built lab works under any sub-path.
  base: './',
  // A file that is not there is a 404: by default the page itself would be sent in its place.
  appType: 'mpa',
  plugins: [react(), kernels(), policy(), offline(page, installed)],
  preview: { headers: SECURITY_HEADERS },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { input: [page, ...tools], output: { codeSplitting: chunksOf(page, tools) } },
  },
  test: {
    environment: 'node',
    // A busy machine takes its time for three million weights.
    testTimeout: 20_000,
    forceRerunTriggers: ['**/simd/generated/*.wasm'],
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: [PURE],
          // They change nothing that another could see, and a process for each took twice as long as all of them.
          isolate: false,
          pool: 'threads',
        },
      },
      {
        extends: true,
        test: {
          name: 'others',
          include: ['{src,bench,scripts,conformance}/**/*.test.ts'],
          exclude: [PURE],
        },
      },
    ],
  },
});

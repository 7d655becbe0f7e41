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
    include: ['{src,bench,scripts,conformance}/**/*.test.ts'],
    environment: 'node',
    // A busy machine takes its time for three million weights.
    testTimeout: 20_000,
    forceRerunTriggers: ['**/simd/generated/*.wasm'],
  },
});

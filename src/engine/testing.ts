/** What engine tests need: WebAssembly in Node, small batches, and networks to train on them. */
import '@tensorflow/tfjs-backend-cpu';
import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import type { LabelledBytes } from '../data/types.ts';
import type { RunConfig } from '../domain/config.ts';
import { hash32 } from '../domain/hash.ts';
import { PIXELS } from '../domain/network.ts';
import { presetRun } from '../domain/presets.ts';

const programs = new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url);

/** Makes a backend current, in Node. */
export async function useBackend(name: 'wasm' | 'cpu'): Promise<void> {
  setWasmPaths(fileURLToPath(programs));
  await setBackend(name);
  await ready();
}

/** Made-up digits: class k has its ink in rows 2k to 2k+4, with noise. */
export function madeUpBatch(size: number, seed = 1): LabelledBytes {
  const labels = Uint8Array.from({ length: size }, (_, i) => hash32(i, seed) % 10);
  const images = new Uint8Array(size * PIXELS);
  for (let i = 0; i < images.length; i++) {
    const row = Math.floor((i % PIXELS) / 28);
    const ink = Math.floor((row - 2 * labels[Math.floor(i / PIXELS)]!) / 5) === 0 ? 200 : 0;
    images[i] = ink + (hash32(i, seed + 1) % 56);
  }
  return { images, labels };
}

/** The configuration of a small run, BN on. */
export function smallRun(change: Partial<RunConfig> = {}): RunConfig {
  return { ...presetRun('modern'), batchSize: 4, ...change };
}

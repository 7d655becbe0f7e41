/**
 * All engines: what each computes on, what it can train, and how many of it a machine runs at once. A new engine is an
 * entry here, and in `device.ts` the program that it is made of, if that is new.
 *
 * The page reads this too, so nothing here imports tfjs.
 */
import type { Normalization } from '../domain/normalization.ts';
import { hasKernels } from './simd/normalization.ts';
import { isDrawn } from './webgl/normalization.ts';

/** A backend of TensorFlow.js. `webgl` computes on a WebGL2 context. */
export type TfjsBackend = 'webgl' | 'wasm' | 'cpu';
/** What an engine computes on: such a backend, or the processor's vectors by WebAssembly, without TensorFlow.js. */
export type Backend = TfjsBackend | 'simd';

interface CatalogueEntry {
  backend: Backend;
  /** What it is made of: tfjs's operations, a plan of WebGL2 draws, or one of kernels in WebAssembly. */
  program: 'operations' | 'draws' | 'kernels';
  /** Whether it can train networks of a normalization. */
  trains(normalization: Normalization): boolean;
  /** Runs that a machine trains at once. */
  poolSize(cores: number): number;
}

/** tfjs's operations are the reference, which every normalization is written in first. */
const everything = () => true;

/**
 * On the processor two runs on two cores take hardly longer than one; on many cores the memory bus is what they share,
 * so half of the cores, at most four.
 */
const onProcessor = (cores: number) => Math.max(1, Math.min(4, cores <= 2 ? cores : Math.ceil(cores / 2)));
/**
 * A graphics card has one queue, but much of a step on it is the processor's work of filling that queue, which a second
 * context does meanwhile.
 */
const onGraphicsCard = (cores: number) => Math.min(2, cores);

export const catalogue = {
  webgl: { backend: 'webgl', program: 'draws', trains: isDrawn, poolSize: onGraphicsCard },
  'webgl-ops': { backend: 'webgl', program: 'operations', trains: everything, poolSize: onGraphicsCard },
  simd: { backend: 'simd', program: 'kernels', trains: hasKernels, poolSize: onProcessor },
  wasm: { backend: 'wasm', program: 'operations', trains: everything, poolSize: onProcessor },
  cpu: { backend: 'cpu', program: 'operations', trains: everything, poolSize: onProcessor },
} as const satisfies Record<string, CatalogueEntry>;

export type EngineName = keyof typeof catalogue;
export const engineNames = Object.keys(catalogue) as EngineName[];

/** Whether an engine computes on a WebGL context. */
export function usesWebGL(name: EngineName): boolean {
  return catalogue[name].backend === 'webgl';
}

/** Whether an engine can train networks of all these normalizations. */
export function trainsAll(name: EngineName, normalizations: readonly Normalization[]): boolean {
  return normalizations.every((normalization) => catalogue[name].trains(normalization));
}

/** How many runs a machine trains at once. */
export function poolSize(name: EngineName, cores: number): number {
  return catalogue[name].poolSize(cores);
}

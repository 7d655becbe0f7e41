/**
 * All engines: what each computes on, what it can train, and how many of it a machine runs at once. A new engine is an
 * entry here, and in `device.ts` the program that it is made of, if that is new.
 *
 * The page reads this too, so nothing here imports tfjs.
 */
import type { Normalization } from '../domain/normalization.ts';
import { hasKernels } from './simd/normalization.ts';
import { hasVectors } from './simd/support.ts';
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
  /**
   * Whether it may be taken unasked. Such an engine is measured; of those on the processor the first that is supported
   * and right is, so the order here counts.
   */
  automatic: boolean;
  /** Whether the browser has what the engine needs. What a graphics card has is known only when it is asked. */
  isSupported(): boolean;
}

/** tfjs's operations are the reference, which every normalization is written in first. */
const everything = () => true;
const everywhere = () => true;
/** What trains where nothing faster can: it needs nothing that any browser lacks, and trains every normalization. */
export const LAST_RESORT = 'wasm';

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
  webgl: {
    backend: 'webgl',
    program: 'draws',
    trains: isDrawn,
    poolSize: onGraphicsCard,
    automatic: true,
    isSupported: everywhere,
  },
  'webgl-ops': {
    backend: 'webgl',
    program: 'operations',
    trains: everything,
    poolSize: onGraphicsCard,
    automatic: false,
    isSupported: everywhere,
  },
  simd: {
    backend: 'simd',
    program: 'kernels',
    trains: hasKernels,
    poolSize: onProcessor,
    automatic: true,
    isSupported: hasVectors,
  },
  wasm: {
    backend: 'wasm',
    program: 'operations',
    trains: everything,
    poolSize: onProcessor,
    automatic: true,
    isSupported: everywhere,
  },
  cpu: {
    backend: 'cpu',
    program: 'operations',
    trains: everything,
    poolSize: onProcessor,
    automatic: false,
    isSupported: everywhere,
  },
} as const satisfies Record<string, CatalogueEntry>;

export type EngineName = keyof typeof catalogue;
export const engineNames = Object.keys(catalogue) as EngineName[];

/** Whether an engine computes on a WebGL context. */
export function usesWebGL(name: EngineName): boolean {
  return catalogue[name].backend === 'webgl';
}

/** The engines that may be taken unasked, on the graphics card or on the processor, best first. */
export function automaticEngines(place: 'graphics' | 'processor'): EngineName[] {
  return engineNames.filter(
    (name) =>
      catalogue[name].automatic &&
      catalogue[name].isSupported() &&
      usesWebGL(name) === (place === 'graphics'),
  );
}

/** Whether an engine can train networks of all these normalizations. */
export function trainsAll(name: EngineName, normalizations: readonly Normalization[]): boolean {
  return normalizations.every((normalization) => catalogue[name].trains(normalization));
}

/** How many runs a machine trains at once. */
export function poolSize(name: EngineName, cores: number): number {
  return catalogue[name].poolSize(cores);
}

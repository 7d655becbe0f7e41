/** Who is timed: the lab's engines, and other ways to train this network with TensorFlow.js in a browser. */
import { batchNormalization, NO_NORMALIZATION, type Normalization } from '../src/domain/normalization.ts';
import { type Backend, type EngineName, engineNames } from '../src/engine/catalogue.ts';

/** What each contestant is timed with. Stock layers know Batch Normalization per feature map only, so all have that. */
export const arms = {
  none: NO_NORMALIZATION,
  batch: batchNormalization('per-feature-map'),
} as const satisfies Record<string, Normalization>;
export type BenchArm = keyof typeof arms;
export const armNames = Object.keys(arms) as BenchArm[];

/** An arm in words: "without BN". */
export function armText(arm: BenchArm): string {
  return arm === 'none' ? 'without BN' : 'with BN';
}

interface Stock {
  backend: Backend;
  /** `trainOnBatch` of tf.layers, which reads the loss back, or an optimizer's `minimize`, which need not. */
  way: 'trainOnBatch' | 'minimize';
  /** Whether tfjs packs four values into a texel. */
  packed: boolean;
}

/** Models that a user of TensorFlow.js would write. */
export const stocks = {
  'stock-webgl-trainOnBatch': { backend: 'webgl', way: 'trainOnBatch', packed: true },
  'stock-webgl-minimize': { backend: 'webgl', way: 'minimize', packed: true },
  'stock-webgl-unpacked': { backend: 'webgl', way: 'minimize', packed: false },
  'stock-wasm': { backend: 'wasm', way: 'minimize', packed: true },
  'stock-cpu': { backend: 'cpu', way: 'minimize', packed: true },
} as const satisfies Record<string, Stock>;
export type StockName = keyof typeof stocks;

export type Contestant = EngineName | StockName;
export const contestants: Contestant[] = [...engineNames, ...(Object.keys(stocks) as StockName[])];

export function isStock(name: Contestant): name is StockName {
  return name in stocks;
}

/** Those so slow that one step must do, on a machine without a graphics card: half a minute each. */
const ONCE: readonly Contestant[] = ['cpu', 'stock-cpu', 'stock-webgl-unpacked'];
/** Those that need no first step to get warm. */
const ALWAYS_WARM: readonly Contestant[] = ['cpu', 'stock-cpu'];

/** Steps of a contestant in a round (0 for warming up), where a fast one makes `most`. */
export function stepsIn(round: number, name: Contestant, most: number): number {
  if (round === 0) return ALWAYS_WARM.includes(name) ? 0 : 1;
  if (ONCE.includes(name)) return round === 1 ? 1 : 0;
  if (isStock(name)) return 1;
  return name === 'webgl-ops' ? Math.ceil(most / 4) : most;
}

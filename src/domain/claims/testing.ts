/** Looks for tests: unremarkable ones, of which a test says what it is about. */
import type { Ahead, LayerLook, Look } from '../look.ts';
import type { Seen } from './seen.ts';

export const layerLook = (change: Partial<LayerLook> = {}): LayerLook => ({
  before: { mean: 0, variance: 1, percentiles: [-2, -1, 0, 1, 2] },
  after: { mean: 0, variance: 1, percentiles: [-2, -1, 0, 1, 2] },
  deadUnits: 0,
  activeShare: 0.5,
  histogram: { from: 30, shares: [500, 500] },
  sample: { values: [1], results: [1], mean: 0, variance: 1, count: 50, gamma: 1, beta: 0 },
  ...change,
});

/** A look ahead with these losses at ½, 1, 2 and 4 steps. */
export function aheadWith(
  losses: readonly number[],
  change: { gradient?: number; shift?: number } = {},
): Ahead {
  const { gradient = 0.5, shift = 0.1 } = change;
  const steps = losses.map((loss, i) => ({
    step: 0.0005 * 2 ** i,
    loss,
    gradientChange: gradient,
    effectiveSmoothness: gradient,
  }));
  const moved = { change: shift, cosine: 1 };
  return { gradient: steps, update: steps, shift: { conv2: moved, fc1: moved, fc2: moved } };
}

export function lookWith(step: number, change: Partial<Look> = {}): Look {
  const tensor = { norm: 10, gradientNorm: 1, cosine: 0.01, turn: 0.1 };
  return {
    step,
    learningRate: 1e-3,
    milliseconds: 100,
    loss: 1,
    saturation: 0.5,
    gradientNorm: 1,
    layers: { conv1: layerLook(), conv2: layerLook(), fc1: layerLook() },
    tensors: {
      'conv1.kernel': tensor,
      'conv2.kernel': tensor,
      'fc1.kernel': tensor,
      'fc2.kernel': tensor,
    },
    ...change,
  };
}

export function seenWith(looks: readonly Look[], change: Partial<Seen> = {}): Seen {
  return { seed: 1, looks, scalings: [], lossFloor: 0, ...change };
}

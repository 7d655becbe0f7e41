/** What the way forward and the way back of a network have in common. */
import type { NormalisedLayer } from '../../domain/network.ts';
import type { Arena } from './arena.ts';
import type { BlockNorm } from './block-norm.ts';
import type { Kernels } from './kernels.ts';
import type { Noise } from './noise.ts';
import type { Scaling } from './scaling.ts';
import type { Weights } from './weights.ts';

export interface Parts {
  arena: Arena;
  kernels: Kernels;
  weights: Weights;
  scalings: Record<NormalisedLayer, Scaling>;
  blockNorm: BlockNorm;
  /** Where training has some. */
  noise: Noise | undefined;
}

/** What is part of a training step and of nothing else. */
export interface Training {
  dropout?: Dropout | undefined;
  /** The step whose noise is added. */
  noisyStep?: number | undefined;
}

/** Which units dropout keeps; see `domain/dropout.ts`. */
export interface Dropout {
  /** Of the step's mask. */
  seed: number;
  threshold: number;
  /** 1 / the probability to be kept. */
  factor: number;
}

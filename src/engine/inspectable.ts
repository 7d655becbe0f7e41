/** Engines that can be looked into: the gradient at any parameters, and the values around each normalization. */
import type { LabelledBytes } from '../data/types.ts';
import type { NormalisedLayer, Parameters } from '../domain/network.ts';
import type { Engine, ProbeResult } from './engine.ts';

/** Values of a hidden layer for a batch, [unit][image]: a unit is a location and channel, or a unit of fc1. */
export interface LayerValues {
  images: number;
  /** What goes into the normalization; without one, before the bias is added. */
  before: Float32Array;
  /** What comes out of it. */
  after: Float32Array;
}

/**
 * Both look at a batch of `batchSize` images with its own statistics, without dropout and without noise. The parameters are those of the
 * engine from then on, its optimizer's averages are lost, and no step is made.
 */
export interface InspectableEngine extends Engine {
  gradientsAt(parameters: Parameters, batch: LabelledBytes): Promise<Omit<ProbeResult, 'step'>>;
  layersAt(parameters: Parameters, batch: LabelledBytes): Promise<Record<NormalisedLayer, LayerValues>>;
}

export function isInspectable(engine: Engine): engine is InspectableEngine {
  return 'gradientsAt' in engine && 'layersAt' in engine;
}

/**
 * Noise behind Batch Normalization, as Santurkar et al. 2018 add it to test whether the drift of a layer's inputs is what
 * hurts: y becomes y·s + m, other numbers for each step, so that the inputs of the next layer drift by construction.
 *
 * For each activation j: μ ∈ U(−½, ½) and σ ∈ U(1, 1¼); for each image then m ∈ U(μ − r, μ + r) and s ∈ N(σ, r), r = 0.1. All
 * widths are multiplied by the strength. Every draw is a hash of seed, step, layer and element, so all engines draw the same.
 */
import { hash32 } from './hash.ts';
import { type NormalisedLayer, normalisedLayers } from './network.ts';
import { normalQuantile } from './normal.ts';
import { streamSeed, uniform } from './random.ts';

/** Half the width of μ, the width of σ above 1, and r. */
const SHIFT = 0.5;
const SPREAD = 0.25;
const EACH = 0.1;

export interface Noise {
  /** s and m, [image][activation]. */
  factor: Float32Array;
  shift: Float32Array;
}

/** The noise of one layer in one training step, for so many images with so many activations each. */
export function noiseOf(
  { seed, step, layer }: { seed: number; step: number; layer: NormalisedLayer },
  strength: number,
  images: number,
  activations: number,
): Noise {
  const stepSeed = hash32(step, streamSeed(seed, 'noise'));
  const layerSeed = hash32(normalisedLayers.indexOf(layer), stepSeed);
  const [ofMean, ofSpread, ofShift, ofFactor] = [0, 1, 2, 3].map((part) => hash32(part, layerSeed)) as [
    number,
    number,
    number,
    number,
  ];
  const factor = new Float32Array(images * activations);
  const shift = new Float32Array(images * activations);
  for (let j = 0; j < activations; j++) {
    const mean = (2 * uniform(j, ofMean) - 1) * SHIFT * strength;
    const spread = 1 + uniform(j, ofSpread) * SPREAD * strength;
    for (let image = 0; image < images; image++) {
      const i = image * activations + j;
      shift[i] = mean + (2 * uniform(i, ofShift) - 1) * EACH * strength;
      factor[i] = spread + normalQuantile(uniform(i, ofFactor)) * EACH * strength;
    }
  }
  return { factor, shift };
}

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

export interface Noise {
  /** s and m, [image][activation]. */
  factor: Float32Array;
  shift: Float32Array;
}

/** Which draws of which layer. */
export interface NoisePlace {
  seed: number;
  step: number;
  layer: NormalisedLayer;
}

/** Seeds of the streams of μ, σ, m and s. */
export function noiseStreams({ seed, step, layer }: NoisePlace): [number, number, number, number] {
  const stepSeed = hash32(step, streamSeed(seed, 'noise'));
  const layerSeed = hash32(normalisedLayers.indexOf(layer), stepSeed);
  const stream = (part: number) => hash32(part, layerSeed);
  return [stream(0), stream(1), stream(2), stream(3)];
}

/** Half the width of μ, the width of σ above 1, and r. */
export function noiseWidths(strength: number): [number, number, number] {
  return [0.5 * strength, 0.25 * strength, 0.1 * strength];
}

/** The noise of one layer in one training step, for so many images with so many activations each. */
export function noiseOf(place: NoisePlace, strength: number, images: number, activations: number): Noise {
  const [ofMean, ofSpread, ofShift, ofFactor] = noiseStreams(place);
  const [meanWidth, spreadWidth, eachWidth] = noiseWidths(strength);
  const factor = new Float32Array(images * activations);
  const shift = new Float32Array(images * activations);
  for (let j = 0; j < activations; j++) {
    const mean = (2 * uniform(j, ofMean) - 1) * meanWidth;
    const spread = 1 + uniform(j, ofSpread) * spreadWidth;
    for (let image = 0; image < images; image++) {
      const i = image * activations + j;
      shift[i] = mean + (2 * uniform(i, ofShift) - 1) * eachWidth;
      factor[i] = spread + normalQuantile(uniform(i, ofFactor)) * eachWidth;
    }
  }
  return { factor, shift };
}

/** Noise behind Batch Normalization, forward and back: the order of the kernels of `assembly/noise.ts`. */
import type { NormalisedLayer } from '../../domain/network.ts';
import { noiseStreams, noiseWidths } from '../../domain/noise.ts';
import type { Address, Arena } from './arena.ts';
import type { Kernels } from './kernels.ts';
import { type ConvName, convLayers, HIDDEN, mapShapes } from './layers.ts';
import { turnBack } from './outputs.ts';
import type { Scaling } from './scaling.ts';

export class Noise {
  readonly #kernels: Kernels;
  readonly #seed: number;
  readonly #strength: number;
  /** What the values of the last step were multiplied by, [pixel][channel][image]. */
  readonly #factors: Record<NormalisedLayer, Address>;
  /** The fully connected layer's, [panel][image][64]. */
  readonly #ofUnits: Address;

  /** For at most `capacity` images. */
  constructor(arena: Arena, kernels: Kernels, seed: number, strength: number, capacity: number) {
    this.#kernels = kernels;
    this.#seed = seed;
    this.#strength = strength;
    const region = (layer: NormalisedLayer) => {
      const { pixels, channels } = mapShapes[layer];
      return arena.region(pixels * channels * capacity);
    };
    this.#factors = { conv1: region('conv1'), conv2: region('conv2'), fc1: region('fc1') };
    this.#ofUnits = region('fc1');
  }

  /** From a layer's sums `z`, whose mean and scale are known, to its outputs `y` with the noise of a step. */
  forward(
    { layer, mean, scale, shift, grouping }: Scaling,
    step: number,
    z: Address,
    y: Address,
    images: number,
  ): void {
    const { pixels, channels } = mapShapes[layer];
    this.#kernels.addNoise(
      z,
      mean,
      scale,
      shift,
      y,
      this.#factors[layer],
      pixels,
      channels,
      images,
      grouping.perPixel,
      ...noiseStreams({ seed: this.#seed, step, layer }),
      ...noiseWidths(this.#strength),
    );
  }

  /** Turns the gradient of what pooling has left into that of the values before the noise, wherever they won. */
  backwardOfMap(name: ConvName, gradient: Address, winners: Address, images: number): void {
    const { side, channels } = convLayers[name];
    this.#kernels.multiplyByWinners(gradient, winners, this.#factors[name], side, channels, images);
  }

  /** Likewise of the units, [panel][image][64]. */
  backwardOfUnits(gradient: Address, images: number): void {
    turnBack(this.#kernels, this.#factors.fc1, this.#ofUnits, images);
    this.#kernels.multiply(gradient, this.#ofUnits, HIDDEN * images);
  }
}

/**
 * Means and variances for evaluation: moving averages kept while training, or population statistics taken
 * from batches of the training set when they are needed.
 */
import { add, dispose, mul, ones, type Tensor4D, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { type NormalisedLayer, normalisedLayers } from '../../domain/network.ts';
import type { LayerStatistics } from '../engine.ts';
import { constant } from './constant.ts';
import type { FixedStatistics, Statistics } from './normalizer.ts';
import { floats } from './values.ts';

/** One mean and variance for each normalised layer, owned until disposed. */
export class RunningStatistics {
  readonly #shape: FixedStatistics['shape'];
  readonly #layers: Map<NormalisedLayer, Statistics>;

  /** Starts from mean 0 and variance 1, as Keras does. */
  constructor({ shape }: FixedStatistics) {
    this.#shape = shape;
    this.#layers = new Map(
      normalisedLayers.map((layer) => {
        const sides = shape(layer);
        return [layer, { mean: zeros(sides) as Tensor4D, variance: ones(sides) as Tensor4D }];
      }),
    );
  }

  of(layer: NormalisedLayer): Statistics {
    return this.#layers.get(layer)!;
  }

  /** Keeps `weight` of what was there and adds `share` of a batch's statistics. */
  blend(layer: NormalisedLayer, weight: number, { mean, variance }: Statistics, share: Share): void {
    const old = this.of(layer);
    const mix = (before: Tensor4D, now: Tensor4D, part: number) =>
      weight === 0
        ? mul<Tensor4D>(now, constant(part))
        : add<Tensor4D>(mul(before, constant(weight)), mul(now, constant(part)));
    this.#layers.set(
      layer,
      tidy(() => ({
        mean: mix(old.mean, mean, share.mean),
        variance: mix(old.variance, variance, share.variance),
      })),
    );
    dispose([old.mean, old.variance]);
  }

  async read(): Promise<LayerStatistics> {
    const layers: LayerStatistics = {};
    for (const [layer, { mean, variance }] of this.#layers)
      layers[layer] = { mean: await floats(mean), variance: await floats(variance) };
    return layers;
  }

  write(layers: LayerStatistics): void {
    for (const [layer, old] of this.#layers) {
      const values = layers[layer];
      if (!values) throw new Error(`The snapshot has no statistics of ${layer}.`);
      const shape = this.#shape(layer);
      dispose([old.mean, old.variance]);
      this.#layers.set(layer, {
        mean: tensor(values.mean, shape) as Tensor4D,
        variance: tensor(values.variance, shape) as Tensor4D,
      });
    }
  }

  dispose(): void {
    for (const { mean, variance } of this.#layers.values()) dispose([mean, variance]);
    this.#layers.clear();
  }
}

export interface Share {
  mean: number;
  variance: number;
}

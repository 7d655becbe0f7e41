/** Means and variances for evaluation: moving averages kept while training, or those of the population. */
import type { NormalisedLayer } from '../../domain/network.ts';
import type { LayerStatistics } from '../engine.ts';
import type { Arena } from './arena.ts';
import type { Scaling } from './scaling.ts';

type Which = 'mean' | 'variance';
const both = ['mean', 'variance'] as const;

export class RunningStatistics {
  readonly #arena: Arena;
  readonly #kept: ReadonlyMap<Scaling, Record<Which, Float32Array>>;

  /** Starts from mean 0 and variance 1, as Keras does. */
  constructor(arena: Arena, scalings: readonly Scaling[]) {
    this.#arena = arena;
    this.#kept = new Map(
      scalings.map((scaling) => [
        scaling,
        { mean: new Float32Array(scaling.size), variance: new Float32Array(scaling.size).fill(1) },
      ]),
    );
  }

  /** Keeps `keep` of what was there and adds a share of the statistics that the last batch has left. */
  blend(keep: number, share: (layer: NormalisedLayer) => Record<Which, number>): void {
    for (const [scaling, kept] of this.#kept)
      for (const which of both) {
        const now = this.#arena.view(scaling[which], scaling.size);
        const values = kept[which];
        const part = share(scaling.layer)[which];
        // What was there may be NaN: a share of 0 forgets it.
        for (let i = 0; i < values.length; i++)
          values[i] = (keep === 0 ? 0 : keep * values[i]!) + part * now[i]!;
      }
  }

  /** Puts a layer's statistics where those of a batch would be. */
  load(scaling: Scaling): void {
    for (const which of both) this.#arena.write(scaling[which], this.#kept.get(scaling)![which]);
  }

  read(): LayerStatistics {
    const layers: LayerStatistics = {};
    for (const [{ layer }, { mean, variance }] of this.#kept)
      layers[layer] = { mean: mean.slice(), variance: variance.slice() };
    return layers;
  }

  /** @throws {Error} when a layer is missing. */
  write(layers: LayerStatistics): void {
    for (const [{ layer }, kept] of this.#kept) {
      const values = layers[layer];
      if (!values) throw new Error(`The snapshot has no statistics of ${layer}.`);
      for (const which of both) kept[which].set(values[which]);
    }
  }
}

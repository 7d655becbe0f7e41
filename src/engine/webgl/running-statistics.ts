/** Means and variances for evaluation, kept on the graphics card: moving averages, or those of the population. */
import { type NormalisedLayer, normalisedLayers, statisticsShape } from '../../domain/network.ts';
import type { BatchAxes } from '../../domain/normalization.ts';
import type { LayerStatistics as Snapshot } from '../engine.ts';
import type { LayerStatistics } from './forward.ts';
import type { Gpu, Program, Target, Texture } from './gpu.ts';
import { blend, type ConvLayer } from './kernels/batch-statistics.ts';
import { HIDDEN_TEXELS, windows } from './layout.ts';

/** One statistic of one layer, in two textures that take turns. */
interface Kept {
  textures: [Texture, Texture];
  targets: [Target, Target];
  program: Program;
}

type Which = 'mean' | 'variance';

export class RunningStatistics {
  readonly #gpu: Gpu;
  readonly #axes: BatchAxes;
  readonly #kept: Record<NormalisedLayer, Record<Which, Kept>>;
  #current: 0 | 1 = 0;

  /** Starts from mean 0 and variance 1, as Keras does. */
  constructor(gpu: Gpu, axes: BatchAxes) {
    this.#gpu = gpu;
    this.#axes = axes;
    const keep = (layer: NormalisedLayer): Kept => {
      const { width, height, layers } = this.#size(layer);
      const texture = () => gpu.texture(width, height, layers);
      const textures: [Texture, Texture] = [texture(), texture()];
      const targets: [Target, Target] = [gpu.target(textures[0]), gpu.target(textures[1])];
      return { textures, targets, program: gpu.program(blend(layers)) };
    };
    const both = (layer: NormalisedLayer) => ({ mean: keep(layer), variance: keep(layer) });
    this.#kept = { conv1: both('conv1'), conv2: both('conv2'), fc1: both('fc1') };
    for (const layer of normalisedLayers) {
      const { width, height, layers } = this.#size(layer);
      const ones = new Float32Array(width * height * 4).fill(1);
      for (let l = 0; l < layers; l++) gpu.write(this.#kept[layer].variance.textures[0], ones, l);
    }
  }

  /** The statistics as they are now. */
  get textures(): LayerStatistics {
    const of = (layer: NormalisedLayer) => ({
      mean: this.#kept[layer].mean.textures[this.#current],
      variance: this.#kept[layer].variance.textures[this.#current],
    });
    return { conv1: of('conv1'), conv2: of('conv2'), fc1: of('fc1') };
  }

  /** Keeps `keep` of what was there and adds a share of a batch's statistics. */
  blend(
    statistics: LayerStatistics,
    keep: number,
    share: (layer: NormalisedLayer) => Record<Which, number>,
  ): void {
    const next = this.#current === 0 ? 1 : 0;
    for (const layer of normalisedLayers)
      for (const which of ['mean', 'variance'] as const) {
        const { textures, targets, program } = this.#kept[layer][which];
        this.#gpu.draw(program, targets[next], [textures[this.#current], statistics[layer][which]], {
          keep,
          share: share(layer)[which],
        });
      }
    this.#current = next;
  }

  /** Reads all statistics; waits for the graphics card. */
  read(): Snapshot {
    const values = (layer: NormalisedLayer, which: Which) => {
      const { targets } = this.#kept[layer][which];
      const { layers } = this.#size(layer);
      const parts = Array.from({ length: layers }, (_, l) => this.#gpu.read(targets[this.#current], l));
      return this.#copy(layer, parts);
    };
    const of = (layer: NormalisedLayer) => ({
      mean: values(layer, 'mean'),
      variance: values(layer, 'variance'),
    });
    return { conv1: of('conv1'), conv2: of('conv2'), fc1: of('fc1') };
  }

  /** @throws {Error} when a layer is missing. */
  write(snapshot: Snapshot): void {
    for (const layer of normalisedLayers) {
      const values = snapshot[layer];
      if (!values) throw new Error(`The snapshot has no statistics of ${layer}.`);
      for (const which of ['mean', 'variance'] as const) {
        const { width, height, layers } = this.#size(layer);
        const parts = Array.from({ length: layers }, () => new Float32Array(width * height * 4));
        this.#copy(layer, parts, values[which]);
        const texture = this.#kept[layer][which].textures[this.#current];
        parts.forEach((part, l) => {
          this.#gpu.write(texture, part, l);
        });
      }
    }
  }

  #size(layer: NormalisedLayer): { width: number; height: number; layers: number } {
    if (layer === 'fc1') return { width: HIDDEN_TEXELS, height: 1, layers: 1 };
    const { width, height, texels } = windows[layer as ConvLayer];
    if (this.#axes === 'per-feature-map') return { width: texels, height: 1, layers: 1 };
    return { width: width * texels, height, layers: 4 };
  }

  /** Copies flat values [H, W, C] into the layers of a texture or, without values to copy, out of them. */
  #copy(layer: NormalisedLayer, parts: Float32Array[], from?: Float32Array): Float32Array {
    const shape = statisticsShape(layer, this.#axes);
    const flat = from ?? new Float32Array(shape.reduce((product, side) => product * side, 1));
    const channels = shape.at(-1)!;
    const side = parts.length === 1 ? 1 : shape[1]!;
    for (let i = 0; i < flat.length; i++) {
      const channel = i % channels;
      const x = Math.floor(i / channels) % side;
      const y = Math.floor(i / channels / side);
      const part = parts[parts.length === 1 ? 0 : (y % 2) * 2 + (x % 2)]!;
      const place = ((y >> 1) * (side >> 1) + (x >> 1)) * channels + channel;
      if (from) part[place] = flat[i]!;
      else flat[i] = part[place]!;
    }
    return flat;
  }
}

/** The way forward: where a batch's numbers stand, and the kernels that make them, in order. */
import type { LabelledBytes } from '../../data/types.ts';
import type { NormalisedLayer } from '../../domain/network.ts';
import type { LayerValues } from '../inspectable.ts';
import type { Address, Arena } from './arena.ts';
import type { Kernels } from './kernels.ts';
import {
  CLASSES,
  type ConvName,
  conv1,
  conv2,
  convLayers,
  FLAT,
  HIDDEN,
  PANEL,
  PANELS,
  PIXELS,
  padded,
  TAP_ROWS,
  TAPS,
  TILE,
} from './layers.ts';
import type { RunningStatistics } from './running-statistics.ts';
import type { Scaling } from './scaling.ts';
import type { Weights } from './weights.ts';

/** Which units dropout keeps; see `domain/dropout.ts`. */
export interface Dropout {
  /** Of the step's mask. */
  seed: number;
  threshold: number;
  /** 1 / the probability to be kept. */
  factor: number;
}

/** Where the numbers of a batch of at most `capacity` images stand: maps as [pixel][channel][image]. */
export interface Maps {
  capacity: number;
  bytes: Address;
  /** Pixels, [784][image]. */
  x: Address;
  /** Of each convolution: its sums, what pooling and relu make of them, and which pixel of each window won. */
  conv1: ConvMaps;
  conv2: ConvMaps;
  /** Sums and outputs of the fully connected layer, [panel][image][64]. */
  sums: Address;
  units: Address;
  /** [image][10]. */
  logits: Address;
  /** Room for the 25 pixels around one, [32][image]. */
  patch: Address;
  /** Room for a blank pixel, for a transformed tile and for its products, as Winograd's way wants it. */
  blank: Address;
  transformed: Address;
  products: Address;
}

interface ConvMaps {
  sums: Address;
  pooled: Address;
  winners: Address;
}

export function mapsFor(arena: Arena, capacity: number): Maps {
  const region = (count: number) => arena.region(count * capacity);
  const conv = ({ pixels, windows, channels }: typeof conv1): ConvMaps => ({
    sums: region(pixels * channels),
    pooled: region(windows * channels),
    winners: region(windows * channels),
  });
  return {
    capacity,
    bytes: region(PIXELS / 4),
    x: region(PIXELS),
    conv1: conv(conv1),
    conv2: conv(conv2),
    sums: region(HIDDEN),
    units: region(HIDDEN),
    logits: region(CLASSES),
    patch: region(32),
    blank: region(conv2.channels),
    transformed: region(TILE * conv2.channels),
    products: region(TILE * conv2.channels),
  };
}

/** A batch in the maps: how many images, and how many with the padding. */
export interface Batch {
  maps: Maps;
  count: number;
  images: number;
}

export class Forward {
  readonly #arena: Arena;
  readonly #kernels: Kernels;
  readonly #weights: Weights;
  readonly #scalings: Record<ConvName | 'fc1', Scaling>;
  readonly #epsilon: number;
  /** Pixels by byte. */
  readonly #pixels: Address;
  readonly #packed: Record<ConvName, Address>;
  readonly #transformed: Address;

  constructor(
    arena: Arena,
    kernels: Kernels,
    weights: Weights,
    scalings: Record<ConvName | 'fc1', Scaling>,
    epsilon: number,
  ) {
    this.#epsilon = epsilon;
    this.#arena = arena;
    this.#kernels = kernels;
    this.#weights = weights;
    this.#scalings = scalings;
    this.#pixels = arena.regionOf(Float32Array.from({ length: 256 }, (_, byte) => byte / 255));
    this.#packed = {
      conv1: arena.region(TAPS * conv1.inputs * conv1.channels),
      conv2: arena.region(TAPS * conv2.inputs * conv2.channels),
    };
    this.#transformed = arena.region(TAP_ROWS * TILE * conv2.inputs * conv2.channels);
  }

  /**
   * Logits of a batch, [image][10], without those of the padding; good until the next. With dropout as it trains, and
   * with fixed statistics in place of the batch's own, if they are given.
   */
  run(
    { images: bytes, labels }: LabelledBytes,
    maps: Maps,
    how: How = {},
  ): { batch: Batch; logits: Float32Array } {
    const count = labels.length;
    if (bytes.length !== count * PIXELS)
      throw new Error(`${count} images have ${count * PIXELS} pixels, not ${bytes.length}.`);
    const batch = { maps, count, images: padded(count) };
    const { readImages, lastLayer } = this.#kernels;
    this.#arena.bytes(maps.bytes, bytes.length).set(bytes);
    readImages(maps.bytes, this.#pixels, maps.x, count, PIXELS, batch.images);
    this.#convolve1(batch);
    this.#activate('conv1', batch, how.statistics);
    this.#convolve2(batch, how.quickly ?? false);
    this.#activate('conv2', batch, how.statistics);
    this.#dense(batch, how);
    lastLayer(
      maps.units,
      this.#weights.at('fc2.kernel'),
      this.#weights.at('fc2.bias'),
      maps.logits,
      PANELS,
      batch.images,
    );
    return { batch, logits: this.#arena.view(maps.logits, count * CLASSES) };
  }

  /** The values around each normalization, of a batch that went forward last; good as long as nothing goes back. */
  valuesOf(batch: Batch): Record<NormalisedLayer, LayerValues> {
    const { maps, images, count } = batch;
    const conv = (name: ConvName) => {
      const { pixels, channels } = convLayers[name];
      // [pixel][channel][image], without the padding.
      const sums = this.#arena.view(maps[name].sums, pixels * channels * images);
      const at = (unit: number, image: number) => unit * images + image;
      return this.#around(name, { sums, at, units: pixels * channels, channels, count });
    };
    return {
      conv1: conv('conv1'),
      conv2: conv('conv2'),
      fc1: this.#around('fc1', {
        // [panel][image][64].
        sums: this.#arena.view(maps.sums, HIDDEN * images),
        at: (unit, image) => (Math.floor(unit / PANEL) * images + image) * PANEL + (unit % PANEL),
        units: HIDDEN,
        channels: HIDDEN,
        count,
      }),
    };
  }

  #around(layer: NormalisedLayer, { sums, at, units, channels, count }: SumsOf): LayerValues {
    const { mean, scale, shift, size } = this.#scalings[layer];
    const means = this.#arena.view(mean, size);
    const scales = this.#arena.view(scale, size);
    const shifts = this.#arena.view(shift, channels);
    const before = new Float32Array(units * count);
    const after = new Float32Array(units * count);
    for (let unit = 0; unit < units; unit++) {
      // One mean for each location, or one for all.
      const group = unit % size;
      for (let image = 0; image < count; image++) {
        const value = sums[at(unit, image)]!;
        before[unit * count + image] = value;
        after[unit * count + image] = (value - means[group]!) * scales[group]! + shifts[unit % channels]!;
      }
    }
    return { images: count, before, after };
  }

  #convolve1({ maps, images }: Batch): void {
    const { side, channels } = conv1;
    const packed = this.#packed.conv1;
    this.#kernels.packKernel(this.#weights.at('conv1.kernel'), packed, TAPS, channels);
    this.#kernels.convolvePatches(maps.x, packed, maps.conv1.sums, side, channels, images, maps.patch);
  }

  #convolve2({ maps, images }: Batch, quickly: boolean): void {
    const { packKernel, convolve, transformKernel, convolveTiles } = this.#kernels;
    const { side, inputs, channels } = conv2;
    const packed = this.#packed.conv2;
    const { pooled } = maps.conv1;
    const { sums } = maps.conv2;
    packKernel(this.#weights.at('conv2.kernel'), packed, TAPS * inputs, channels);
    if (!quickly) {
      convolve(pooled, packed, sums, side, inputs, channels, images);
      return;
    }
    transformKernel(packed, this.#transformed, inputs, channels);
    const { blank, transformed, products } = maps;
    convolveTiles(
      pooled,
      this.#transformed,
      sums,
      side,
      inputs,
      channels,
      images,
      blank,
      transformed,
      products,
    );
  }

  #activate(name: ConvName, { maps, images, count }: Batch, statistics: RunningStatistics | undefined): void {
    const { mapStatistics, activatePool } = this.#kernels;
    const { side, channels } = convLayers[name];
    const { sums, pooled, winners } = maps[name];
    const scaling = this.#scalings[name];
    const { mean, variance, scale, shift, grouping } = scaling;
    const { groups, members, perPixel } = grouping;
    if (scaling.normalised) {
      if (statistics) statistics.load(scaling);
      else mapStatistics(sums, mean, variance, groups, members, channels, images, count);
      this.#scale(scaling, channels);
    }
    activatePool(sums, mean, scale, shift, pooled, winners, side, channels, images, perPixel);
  }

  #dense({ maps, images, count }: Batch, { dropout, statistics }: How): void {
    const { dense, unitStatistics, activateUnits } = this.#kernels;
    const scaling = this.#scalings.fc1;
    const { mean, variance, scale, shift } = scaling;
    dense(maps.conv2.pooled, this.#weights.at('fc1.kernel'), maps.sums, FLAT, PANELS, images);
    const row = PANEL * 4;
    if (scaling.normalised) {
      if (statistics) statistics.load(scaling);
      else
        for (let p = 0; p < PANELS; p++)
          unitStatistics(maps.sums + p * images * row, mean + p * row, variance + p * row, count);
      this.#scale(scaling, HIDDEN);
    }
    const { seed, threshold, factor } = dropout ?? { seed: 0, threshold: 0, factor: 0 };
    for (let p = 0; p < PANELS; p++)
      activateUnits(
        maps.sums + p * images * row,
        mean + p * row,
        scale + p * row,
        shift + p * row,
        maps.units + p * images * row,
        images,
        p * PANEL,
        HIDDEN,
        seed,
        threshold,
        factor,
      );
  }

  #scale({ variance, gamma, inverse, scale, size }: Scaling, channels: number): void {
    this.#kernels.scales(variance, gamma, inverse, scale, size / channels, channels, this.#epsilon);
  }
}

/** The sums of a layer, and where that of a unit and an image stands among them. */
interface SumsOf {
  sums: Float32Array;
  at: (unit: number, image: number) => number;
  units: number;
  channels: number;
  /** Images, without padding. */
  count: number;
}

interface How {
  dropout?: Dropout | undefined;
  statistics?: RunningStatistics | undefined;
  /** By Winograd's way, which is less exact than training wants: to look at images. */
  quickly?: boolean;
}

/** The way forward: where a batch's numbers stand, and the kernels that make them, in order. */
import type { LabelledBytes } from '../../data/types.ts';
import type { NormalisedLayer } from '../../domain/network.ts';
import type { LayerValues } from '../inspectable.ts';
import type { Address, Arena } from './arena.ts';
import { type BlockTables, blockTablesFor } from './block-norm.ts';
import {
  CLASSES,
  type ConvName,
  conv1,
  conv2,
  convLayers,
  FLAT,
  HIDDEN,
  mapShapes,
  PANEL,
  PANELS,
  PIXELS,
  padded,
  TAP_ROWS,
  TAPS,
  TILE,
} from './layers.ts';
import { type Affine, type Outputs, outputsFor, turn, turnBack, unchanged } from './outputs.ts';
import type { Parts, Training } from './parts.ts';
import type { RunningStatistics } from './running-statistics.ts';
import { hasBlocks, type Scaling } from './scaling.ts';

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
  /** Where normalizations have outputs of their own. */
  outputs?: Outputs;
  /** Where they are of blocks. */
  tables?: BlockTables;
}

interface ConvMaps {
  sums: Address;
  pooled: Address;
  winners: Address;
}

/** `outputs`: with room for those; `blocks`: also for what blocks need. */
export function mapsFor(arena: Arena, capacity: number, { outputs = false, blocks = false } = {}): Maps {
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
    ...((outputs || blocks) && { outputs: outputsFor(arena, capacity) }),
    ...(blocks && { tables: blockTablesFor(arena, capacity) }),
  };
}

/** A batch in the maps: how many images, and how many with the padding. */
export interface Batch {
  maps: Maps;
  count: number;
  images: number;
}

export class Forward {
  readonly #parts: Parts;
  readonly #epsilon: number;
  /** Pixels by byte. */
  readonly #pixels: Address;
  readonly #packed: Record<ConvName, Address>;
  readonly #transformed: Address;
  readonly #unchanged: Affine;

  constructor(parts: Parts, epsilon: number) {
    const { arena } = parts;
    this.#parts = parts;
    this.#epsilon = epsilon;
    this.#unchanged = unchanged(arena);
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
    const { readImages, lastLayer } = this.#parts.kernels;
    this.#parts.arena.bytes(maps.bytes, bytes.length).set(bytes);
    readImages(maps.bytes, this.#pixels, maps.x, count, PIXELS, batch.images);
    this.#convolve1(batch);
    this.#activate('conv1', batch, how);
    this.#convolve2(batch, how.quickly ?? false);
    this.#activate('conv2', batch, how);
    this.#dense(batch, how);
    lastLayer(
      maps.units,
      this.#parts.weights.at('fc2.kernel'),
      this.#parts.weights.at('fc2.bias'),
      maps.logits,
      PANELS,
      batch.images,
    );
    return { batch, logits: this.#parts.arena.view(maps.logits, count * CLASSES) };
  }

  /** The values around each normalization, of a batch that went forward last; good as long as nothing goes back. */
  valuesOf(batch: Batch): Record<NormalisedLayer, LayerValues> {
    return {
      conv1: this.#around('conv1', batch),
      conv2: this.#around('conv2', batch),
      fc1: this.#around('fc1', batch),
    };
  }

  #around(layer: NormalisedLayer, { maps, images, count }: Batch): LayerValues {
    const { arena, scalings } = this.#parts;
    const scaling = scalings[layer];
    const { mean, scale, shift, size } = scaling;
    const { pixels, channels } = mapShapes[layer];
    const units = pixels * channels;
    const sums = arena.view(sumsOf(layer, maps), units * images);
    const outputs = hasBlocks(scaling) ? arena.view(maps.outputs![layer], units * images) : undefined;
    const means = arena.view(mean, size);
    const scales = arena.view(scale, size);
    const shifts = arena.view(shift, channels);
    const before = new Float32Array(units * count);
    const after = new Float32Array(units * count);
    for (let unit = 0; unit < units; unit++) {
      // One mean for each location, or one for all.
      const group = unit % size;
      for (let image = 0; image < count; image++) {
        const at = placeOf(layer, unit, image, images);
        const value = sums[at]!;
        before[unit * count + image] = value;
        after[unit * count + image] =
          outputs?.[at] ?? (value - means[group]!) * scales[group]! + shifts[unit % channels]!;
      }
    }
    return { images: count, before, after };
  }

  #convolve1({ maps, images }: Batch): void {
    const { side, channels } = conv1;
    const packed = this.#packed.conv1;
    this.#parts.kernels.packKernel(this.#parts.weights.at('conv1.kernel'), packed, TAPS, channels);
    this.#parts.kernels.convolvePatches(maps.x, packed, maps.conv1.sums, side, channels, images, maps.patch);
  }

  #convolve2({ maps, images }: Batch, quickly: boolean): void {
    const { packKernel, convolve, transformKernel, convolveTiles } = this.#parts.kernels;
    const { side, inputs, channels } = conv2;
    const packed = this.#packed.conv2;
    const { pooled } = maps.conv1;
    const { sums } = maps.conv2;
    packKernel(this.#parts.weights.at('conv2.kernel'), packed, TAPS * inputs, channels);
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

  #activate(name: ConvName, batch: Batch, how: How): void {
    const { maps, images } = batch;
    const { side, channels } = convLayers[name];
    const { pooled, winners } = maps[name];
    const { values, mean, scale, shift, perPixel } = this.#normalize(name, batch, how);
    this.#parts.kernels.activatePool(
      values,
      mean,
      scale,
      shift,
      pooled,
      winners,
      side,
      channels,
      images,
      perPixel,
    );
  }

  #dense(batch: Batch, how: How): void {
    const { dense, activateUnits } = this.#parts.kernels;
    const { maps, images } = batch;
    dense(maps.conv2.pooled, this.#parts.weights.at('fc1.kernel'), maps.sums, FLAT, PANELS, images);
    const { values, mean, scale, shift } = this.#normalize('fc1', batch, how);
    const { seed, threshold, factor } = how.dropout ?? { seed: 0, threshold: 0, factor: 0 };
    const row = PANEL * 4;
    for (let p = 0; p < PANELS; p++)
      activateUnits(
        values + p * images * row,
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

  /** What pooling and relu, or relu and dropout, are to make of a layer: (values − mean) · scale + shift. */
  #normalize(
    layer: NormalisedLayer,
    batch: Batch,
    { statistics, noisyStep }: How,
  ): Affine & { values: Address } {
    const { scalings, blockNorm, noise } = this.#parts;
    const { maps, images } = batch;
    const scaling = scalings[layer];
    if (hasBlocks(scaling) && !statistics) {
      const values = this.#throughMap(layer, batch, (z, y) =>
        blockNorm.forward(scaling, maps.tables!, z, y, batch),
      );
      return { values, ...this.#unchanged };
    }
    if (scaling.normalised) {
      if (statistics) statistics.load(scaling);
      else this.#statistics(layer, batch);
      this.#scale(scaling, mapShapes[layer].channels);
    }
    if (noise && noisyStep !== undefined) {
      const values = this.#throughMap(layer, batch, (z, y) =>
        noise.forward(scaling, noisyStep, z, y, images),
      );
      return { values, ...this.#unchanged };
    }
    const { mean, scale, shift, grouping } = scaling;
    return { values: sumsOf(layer, maps), mean, scale, shift, perPixel: grouping.perPixel };
  }

  /** Makes a layer's outputs of its sums as maps [pixel][channel][image], and says where they are. */
  #throughMap(
    layer: NormalisedLayer,
    { maps, images }: Batch,
    transform: (z: Address, y: Address) => void,
  ): Address {
    const { kernels } = this.#parts;
    const outputs = maps.outputs!;
    if (layer !== 'fc1') transform(maps[layer].sums, outputs[layer]);
    else {
      turn(kernels, maps.sums, outputs.turned.sums, images);
      transform(outputs.turned.sums, outputs.turned.outputs);
      turnBack(kernels, outputs.turned.outputs, outputs.fc1, images);
    }
    return outputs[layer];
  }

  /** Means and variances over the batch. */
  #statistics(layer: NormalisedLayer, { maps, images, count }: Batch): void {
    const { mapStatistics, unitStatistics } = this.#parts.kernels;
    const { mean, variance, grouping } = this.#parts.scalings[layer];
    if (layer === 'fc1') {
      const row = PANEL * 4;
      for (let p = 0; p < PANELS; p++)
        unitStatistics(maps.sums + p * images * row, mean + p * row, variance + p * row, count);
      return;
    }
    const { groups, members } = grouping;
    const { channels } = convLayers[layer];
    mapStatistics(maps[layer].sums, mean, variance, groups, members, channels, images, count);
  }

  #scale({ variance, gamma, inverse, scale, size }: Scaling, channels: number): void {
    this.#parts.kernels.scales(variance, gamma, inverse, scale, size / channels, channels, this.#epsilon);
  }
}

/** Where a unit's value for an image stands: in [panel][image][64] or in [pixel][channel][image]. */
function placeOf(layer: NormalisedLayer, unit: number, image: number, images: number): number {
  if (layer !== 'fc1') return unit * images + image;
  return (Math.floor(unit / PANEL) * images + image) * PANEL + (unit % PANEL);
}

/** Where the sums of a layer stand. */
function sumsOf(layer: NormalisedLayer, maps: Maps): Address {
  return layer === 'fc1' ? maps.sums : maps[layer].sums;
}

interface How extends Training {
  statistics?: RunningStatistics | undefined;
  /** By Winograd's way, which is less exact than training wants: to look at images. */
  quickly?: boolean;
}

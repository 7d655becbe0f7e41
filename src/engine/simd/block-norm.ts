/**
 * Group Normalization and Batch Normalization in ghost batches, over maps [pixel][channel][image]: forward and back, the
 * order of the kernels of `assembly/blocks.ts`.
 */
import type { NormalisedLayer } from '../../domain/network.ts';
import type { Address, Arena } from './arena.ts';
import type { Kernels } from './kernels.ts';
import { HIDDEN, mapShapes } from './layers.ts';
import type { Blocks } from './normalization.ts';
import type { BlockScaling } from './scaling.ts';
import type { Weights } from './weights.ts';

/** In place of an address: all count alike. */
const NO_WEIGHTS = 0;

/** What is one for each block, in tables [channel][image]. */
export interface BlockTables {
  /** Mean and 1 / √(variance + ε) of each layer: the way back needs them too. */
  kept: Record<NormalisedLayer, { mean: Address; inverse: Address }>;
  variance: Address;
  /** In float64, of pixels alone: sums, and sums of products. */
  sums: Address;
  products: Address;
  /** Means over blocks of the gradient of what is normalised, and of its product with that. */
  meanGradient: Address;
  meanProduct: Address;
}

/** For at most `capacity` images. */
export function blockTablesFor(arena: Arena, capacity: number): BlockTables {
  const region = (channels: number) => arena.region(channels * capacity);
  const kept = (layer: NormalisedLayer) => {
    const { channels } = mapShapes[layer];
    return { mean: region(channels), inverse: region(channels) };
  };
  return {
    kept: { conv1: kept('conv1'), conv2: kept('conv2'), fc1: kept('fc1') },
    variance: region(HIDDEN),
    sums: region(2 * HIDDEN),
    products: region(2 * HIDDEN),
    meanGradient: region(HIDDEN),
    meanProduct: region(HIDDEN),
  };
}

/** The images of a batch, and with the padding. */
interface Images {
  count: number;
  images: number;
}

export class BlockNorm {
  readonly #arena: Arena;
  readonly #kernels: Kernels;
  readonly #weights: Weights;
  readonly #epsilon: number;

  constructor(arena: Arena, kernels: Kernels, weights: Weights, epsilon: number) {
    this.#arena = arena;
    this.#kernels = kernels;
    this.#weights = weights;
    this.#epsilon = epsilon;
  }

  /** From a layer's sums `z` to its outputs `y`. */
  forward(
    { layer, blocks, gamma, shift, ...averages }: BlockScaling,
    tables: BlockTables,
    z: Address,
    y: Address,
    batch: Images,
  ): void {
    const { columnSums, columnSquares, inverses, normalizeBlocks } = this.#kernels;
    const { pixels, channels } = mapShapes[layer];
    const { variance, sums } = tables;
    const { mean, inverse } = tables.kept[layer];
    const { images } = batch;
    const length = channels * images;
    columnSums(z, sums, pixels, length);
    this.#means(layer, blocks, sums, NO_WEIGHTS, mean, batch);
    columnSquares(z, mean, sums, pixels, length);
    this.#means(layer, blocks, sums, NO_WEIGHTS, variance, batch);
    inverses(variance, inverse, length, this.#epsilon);
    normalizeBlocks(z, mean, inverse, gamma, shift, y, pixels, channels, images);
    this.#average(mean, averages.mean, averages.size, blocks.images, batch);
    this.#average(variance, averages.variance, averages.size, blocks.images, batch);
  }

  /**
   * From the gradient of a layer's outputs, 0 in the padding, to that of its sums `z`, which may take their place, and of
   * gamma.
   */
  backward(
    { layer, blocks, gamma }: BlockScaling,
    tables: BlockTables,
    slopes: Address,
    z: Address,
    out: Address,
    batch: Images,
  ): void {
    const { columnProducts, rowSums, blocksBackward } = this.#kernels;
    const { pixels, channels } = mapShapes[layer];
    const { sums, products, meanGradient, meanProduct } = tables;
    const { mean, inverse } = tables.kept[layer];
    const { images, count } = batch;
    columnProducts(slopes, z, mean, inverse, sums, products, pixels, channels * images);
    rowSums(products, this.#weights.at(`${layer}.gamma`, 'gradient'), channels, images, count);
    this.#means(layer, blocks, sums, gamma, meanGradient, batch);
    this.#means(layer, blocks, products, gamma, meanProduct, batch);
    const means = [meanGradient, meanProduct] as const;
    blocksBackward(slopes, z, mean, inverse, gamma, ...means, out, pixels, channels, images, count);
  }

  /** Means over blocks from sums over pixels; each channel counts by its weight. */
  #means(
    layer: NormalisedLayer,
    blocks: Blocks,
    sums: Address,
    weights: Address,
    means: Address,
    { images, count }: Images,
  ): void {
    const { pixels, channels } = mapShapes[layer];
    this.#kernels.blockMeans(
      sums,
      weights,
      means,
      channels,
      images,
      count,
      blocks.channels,
      blocks.images,
      pixels,
    );
  }

  /** What evaluation by fixed statistics takes in: of each channel the mean over the parts of the batch. */
  #average(table: Address, out: Address, channels: number, part: number, { images, count }: Images): void {
    const values = this.#arena.view(table, channels * images);
    const averages = this.#arena.view(out, channels);
    const parts = Math.ceil(count / part);
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (let i = 0; i < parts; i++) sum += values[c * images + i * part]!;
      averages[c] = sum / parts;
    }
  }
}

/** The way back: every gradient, and Adam's step of fc1's kernel, which is made where its gradient is. */
import type { Address, Arena } from './arena.ts';
import type { Batch, Dropout } from './forward.ts';
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
  TAP_ROWS,
  TAPS,
  TILE,
} from './layers.ts';
import type { Scaling } from './scaling.ts';
import { ADAM, type Weights } from './weights.ts';

export class Backward {
  readonly #arena: Arena;
  readonly #kernels: Kernels;
  readonly #weights: Weights;
  readonly #scalings: Record<ConvName | 'fc1', Scaling>;
  /** Gradients of the logits, [image][10], and of fc1's outputs, [panel][image][64]. */
  readonly #logits: Address;
  readonly #units: Address;
  /** Gradients of fc1's sums, [unit][image]. */
  readonly #turnedSums: Address;
  /** Gradients of what pooling has left, [pixel][channel][image]. */
  readonly #pooled: Record<ConvName, Address>;
  /** Gradients of conv2's sums, [pixel][image][channel]. */
  readonly #turnedMap: Address;
  /** conv2's kernel for the gradient of its input, as it is read and transformed. */
  readonly #turnedKernel: Address;
  readonly #transformedKernel: Address;
  /** Room for what lives no longer than a tile or a block. */
  readonly #room: Record<'block' | 'row' | 'spreads' | 'sums' | 'totals', Address>;

  /** `images` of a batch, with their padding. */
  constructor(
    arena: Arena,
    kernels: Kernels,
    weights: Weights,
    scalings: Record<ConvName | 'fc1', Scaling>,
    images: number,
  ) {
    this.#arena = arena;
    this.#kernels = kernels;
    this.#weights = weights;
    this.#scalings = scalings;
    const region = (count: number) => arena.region(count);
    const kernel = conv2.inputs * conv2.channels;
    this.#logits = region(images * CLASSES);
    this.#units = region(images * HIDDEN);
    this.#turnedSums = region(images * HIDDEN);
    this.#pooled = {
      conv1: region(images * conv1.windows * conv1.channels),
      conv2: region(images * FLAT),
    };
    this.#turnedMap = region(images * conv2.pixels * conv2.channels);
    this.#turnedKernel = region(TAPS * kernel);
    this.#transformedKernel = region(TAP_ROWS * TILE * kernel);
    this.#room = {
      block: region(PANEL * PANEL),
      row: region(images * conv1.channels),
      spreads: region(TILE * images * conv2.channels),
      sums: region(TAP_ROWS * TILE * kernel),
      totals: region(TAP_ROWS * TILE * kernel),
    };
  }

  /**
   * From the gradient of the logits, [image][10]; `rate` is Adam's, and `denseGradient` where the gradient of fc1's
   * kernel is kept, if it is to be.
   */
  run(
    batch: Batch,
    logitsGradient: Float32Array,
    dropout: Dropout | undefined,
    rate: number,
    denseGradient: Address,
  ): void {
    const { maps, images, count } = batch;
    this.#lastLayer(batch, logitsGradient);
    this.#unitsToSums(batch, dropout);
    this.#kernels.denseBackward(
      maps.conv2.pooled,
      maps.sums,
      this.#turnedSums,
      this.#pooled.conv2,
      this.#weights.at('fc1.kernel'),
      this.#weights.at('fc1.kernel', 'first'),
      this.#weights.at('fc1.kernel', 'second'),
      denseGradient,
      this.#room.block,
      FLAT,
      PANELS,
      images,
      count,
      rate,
      ...ADAM,
    );
    this.#pooledToSums('conv2', batch);
    this.#convolution2(batch);
    this.#pooledToSums('conv1', batch);
    this.#kernels.patchKernelGradient(
      maps.x,
      maps.conv1.sums,
      this.#weights.at('conv1.kernel', 'gradient'),
      conv1.side,
      conv1.channels,
      images,
      count,
      maps.patch,
      this.#room.row,
    );
  }

  #lastLayer({ maps, images, count }: Batch, gradient: Float32Array): void {
    this.#arena.write(this.#logits, gradient);
    const bias = this.#arena.view(this.#weights.at('fc2.bias', 'gradient'), CLASSES);
    for (let k = 0; k < CLASSES; k++) {
      let sum = 0;
      for (let i = k; i < gradient.length; i += CLASSES) sum += gradient[i]!;
      bias[k] = sum;
    }
    this.#kernels.lastLayerBackward(
      maps.units,
      this.#weights.at('fc2.kernel'),
      this.#logits,
      this.#weights.at('fc2.kernel', 'gradient'),
      this.#units,
      PANELS,
      images,
      count,
    );
  }

  /** Gradients of fc1's sums, in place of the sums, and turned. */
  #unitsToSums({ maps, images, count }: Batch, dropout: Dropout | undefined): void {
    const { normalised, mean, inverse, scale } = this.#scalings.fc1;
    const shift = this.#weights.at(normalised ? 'fc1.beta' : 'fc1.bias', 'gradient');
    const gamma = normalised ? this.#weights.at('fc1.gamma', 'gradient') : 0;
    const row = PANEL * 4;
    for (let p = 0; p < PANELS; p++) {
      const panel = p * images * row;
      const units = p * row;
      this.#kernels.unitsBackward(
        maps.sums + panel,
        maps.units + panel,
        this.#units + panel,
        mean + units,
        inverse + units,
        scale + units,
        shift + units,
        gamma + units,
        images,
        count,
        dropout?.factor ?? 1,
        normalised,
      );
    }
    this.#kernels.transposeAll(maps.sums, this.#turnedSums, PANELS, images, PANEL);
  }

  /** Gradients of a convolution's sums, in place of the sums. */
  #pooledToSums(name: ConvName, { maps, images, count }: Batch): void {
    const { biasGradient, unpool, normalizedSums, normalizedBackward } = this.#kernels;
    const { side, channels, windows } = convLayers[name];
    const { sums, winners } = maps[name];
    const gradient = this.#pooled[name];
    const scaling = this.#scalings[name];
    if (!scaling.normalised) {
      biasGradient(
        gradient,
        winners,
        this.#weights.at(`${name}.bias`, 'gradient'),
        windows,
        channels,
        images,
      );
      unpool(gradient, winners, sums, side, channels, images);
      return;
    }
    const { mean, inverse, scale, meanGradient, meanProduct, grouping } = scaling;
    const beta = this.#weights.at(`${name}.beta`, 'gradient');
    const gamma = this.#weights.at(`${name}.gamma`, 'gradient');
    normalizedSums(
      gradient,
      winners,
      sums,
      mean,
      inverse,
      meanGradient,
      meanProduct,
      beta,
      gamma,
      side,
      channels,
      images,
      count,
      grouping.perPixel,
    );
    normalizedBackward(
      gradient,
      winners,
      sums,
      mean,
      inverse,
      scale,
      meanGradient,
      meanProduct,
      side,
      channels,
      images,
      count,
      grouping.perPixel,
    );
  }

  /** Gradients of conv2's kernel and of its input. */
  #convolution2({ maps, images, count }: Batch): void {
    const { side, inputs, channels, pixels } = conv2;
    const { spreads, sums: rowSums, totals } = this.#room;
    const { blank, transformed, products } = maps;
    const { sums } = maps.conv2;
    this.#kernels.packTurnedKernel(
      this.#weights.at('conv2.kernel'),
      this.#turnedKernel,
      TAPS,
      inputs,
      channels,
    );
    this.#kernels.transformKernel(this.#turnedKernel, this.#transformedKernel, channels, inputs);
    this.#kernels.convolveTiles(
      sums,
      this.#transformedKernel,
      this.#pooled.conv1,
      side,
      channels,
      inputs,
      images,
      blank,
      transformed,
      products,
    );
    this.#kernels.transposeAll(sums, this.#turnedMap, pixels, channels, images);
    this.#kernels.kernelGradient(
      maps.conv1.pooled,
      this.#turnedMap,
      this.#weights.at('conv2.kernel', 'gradient'),
      side,
      inputs,
      channels,
      images,
      count,
      blank,
      transformed,
      spreads,
      rowSums,
      totals,
    );
  }
}

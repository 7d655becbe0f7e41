/** The way back: every gradient, and Adam's step of fc1's kernel, which is made where its gradient is. */
import type { Address } from './arena.ts';
import type { Batch } from './forward.ts';
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
import { turn, turnBack } from './outputs.ts';
import type { Parts, Training } from './parts.ts';
import { type BlockScaling, hasBlocks } from './scaling.ts';
import { ADAM } from './weights.ts';

export class Backward {
  readonly #parts: Parts;
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
  constructor(parts: Parts, images: number) {
    this.#parts = parts;
    const { arena } = parts;
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
    training: Training,
    rate: number,
    denseGradient: Address,
  ): void {
    const { maps, images, count } = batch;
    this.#lastLayer(batch, logitsGradient);
    this.#unitsToSums(batch, training);
    this.#parts.kernels.denseBackward(
      maps.conv2.pooled,
      maps.sums,
      this.#turnedSums,
      this.#pooled.conv2,
      this.#parts.weights.at('fc1.kernel'),
      this.#parts.weights.at('fc1.kernel', 'first'),
      this.#parts.weights.at('fc1.kernel', 'second'),
      denseGradient,
      this.#room.block,
      FLAT,
      PANELS,
      images,
      count,
      rate,
      ...ADAM,
    );
    this.#pooledToSums('conv2', batch, training);
    this.#convolution2(batch);
    this.#pooledToSums('conv1', batch, training);
    this.#parts.kernels.patchKernelGradient(
      maps.x,
      maps.conv1.sums,
      this.#parts.weights.at('conv1.kernel', 'gradient'),
      conv1.side,
      conv1.channels,
      images,
      count,
      maps.patch,
      this.#room.row,
    );
  }

  #lastLayer({ maps, images, count }: Batch, gradient: Float32Array): void {
    this.#parts.arena.write(this.#logits, gradient);
    const bias = this.#parts.arena.view(this.#parts.weights.at('fc2.bias', 'gradient'), CLASSES);
    for (let k = 0; k < CLASSES; k++) {
      let sum = 0;
      for (let i = k; i < gradient.length; i += CLASSES) sum += gradient[i]!;
      bias[k] = sum;
    }
    this.#parts.kernels.lastLayerBackward(
      maps.units,
      this.#parts.weights.at('fc2.kernel'),
      this.#logits,
      this.#parts.weights.at('fc2.kernel', 'gradient'),
      this.#units,
      PANELS,
      images,
      count,
    );
  }

  /** Gradients of fc1's sums, in place of the sums, and turned. */
  #unitsToSums(batch: Batch, { dropout, noisyStep }: Training): void {
    const { kernels, scalings, noise } = this.#parts;
    const { maps, images } = batch;
    const factor = dropout?.factor ?? 1;
    if (hasBlocks(scalings.fc1)) {
      const outputs = maps.outputs!;
      // The outputs are needed no more: their gradient takes their place.
      this.#throughUnits(outputs.fc1, batch, factor, false);
      turn(kernels, outputs.fc1, outputs.turned.outputs, images);
      const { outputs: slopes, sums } = outputs.turned;
      this.#blocksBackward(scalings.fc1, slopes, sums, this.#turnedSums, batch);
      turnBack(kernels, this.#turnedSums, maps.sums, images);
      return;
    }
    if (noise && noisyStep !== undefined) noise.backwardOfUnits(this.#units, images);
    this.#throughUnits(maps.sums, batch, factor, scalings.fc1.normalised);
    turn(kernels, maps.sums, this.#turnedSums, images);
  }

  /** The way back of dropout and relu and, over the batch, of a normalization: in place of what it starts from. */
  #throughUnits(sums: Address, { maps, images, count }: Batch, factor: number, overBatch: boolean): void {
    const { kernels, weights, scalings } = this.#parts;
    const { normalised, mean, inverse, scale } = scalings.fc1;
    const shift = weights.at(normalised ? 'fc1.beta' : 'fc1.bias', 'gradient');
    const gamma = normalised ? weights.at('fc1.gamma', 'gradient') : 0;
    const row = PANEL * 4;
    for (let p = 0; p < PANELS; p++) {
      const panel = p * images * row;
      const units = p * row;
      kernels.unitsBackward(
        sums + panel,
        maps.units + panel,
        this.#units + panel,
        mean + units,
        inverse + units,
        scale + units,
        shift + units,
        gamma + units,
        images,
        count,
        factor,
        overBatch,
      );
    }
  }

  /** Gradients of a convolution's sums, in place of the sums. */
  #pooledToSums(name: ConvName, batch: Batch, { noisyStep }: Training): void {
    const { scalings, noise } = this.#parts;
    const { maps, images } = batch;
    const { sums, winners } = maps[name];
    const scaling = scalings[name];
    if (hasBlocks(scaling)) {
      // The outputs are needed no more: their gradient takes their place.
      const slopes = maps.outputs![name];
      this.#unpool(name, 'beta', slopes, batch);
      this.#blocksBackward(scaling, slopes, sums, sums, batch);
    } else if (scaling.normalised) {
      if (noise && noisyStep !== undefined) noise.backwardOfMap(name, this.#pooled[name], winners, images);
      this.#normalizedBackward(name, batch);
    } else this.#unpool(name, 'bias', sums, batch);
  }

  /** The gradient of what pooling has left at the winners of the windows, and its sum for each channel. */
  #unpool(name: ConvName, shift: 'bias' | 'beta', slopes: Address, { maps, images }: Batch): void {
    const { biasGradient, unpool } = this.#parts.kernels;
    const { side, channels, windows } = convLayers[name];
    const { winners } = maps[name];
    const gradient = this.#pooled[name];
    const sum = this.#parts.weights.at(`${name}.${shift}`, 'gradient');
    biasGradient(gradient, winners, sum, windows, channels, images);
    unpool(gradient, winners, slopes, side, channels, images);
  }

  /** Of a layer that is normalised in blocks. */
  #blocksBackward(scaling: BlockScaling, slopes: Address, z: Address, out: Address, batch: Batch): void {
    this.#parts.blockNorm.backward(scaling, batch.maps.tables!, slopes, z, out, batch);
  }

  /** Of a layer that is normalised over the batch: the gradients of its sums in place of the sums, and of gamma and beta. */
  #normalizedBackward(name: ConvName, { maps, images, count }: Batch): void {
    const { normalizedSums, normalizedBackward } = this.#parts.kernels;
    const { side, channels } = convLayers[name];
    const { sums, winners } = maps[name];
    const gradient = this.#pooled[name];
    const { mean, inverse, scale, meanGradient, meanProduct, grouping } = this.#parts.scalings[name];
    normalizedSums(
      gradient,
      winners,
      sums,
      mean,
      inverse,
      meanGradient,
      meanProduct,
      this.#parts.weights.at(`${name}.beta`, 'gradient'),
      this.#parts.weights.at(`${name}.gamma`, 'gradient'),
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
    this.#parts.kernels.packTurnedKernel(
      this.#parts.weights.at('conv2.kernel'),
      this.#turnedKernel,
      TAPS,
      inputs,
      channels,
    );
    this.#parts.kernels.transformKernel(this.#turnedKernel, this.#transformedKernel, channels, inputs);
    this.#parts.kernels.convolveTiles(
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
    this.#parts.kernels.transposeAll(sums, this.#turnedMap, pixels, channels, images);
    this.#parts.kernels.kernelGradient(
      maps.conv1.pooled,
      this.#turnedMap,
      this.#parts.weights.at('conv2.kernel', 'gradient'),
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

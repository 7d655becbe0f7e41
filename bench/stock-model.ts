/**
 * The model that a user of TensorFlow.js would write: `tf.layers`, its own Adam, `trainOnBatch`. It is what the
 * engines are measured against, so it gets no help: no custom gradient, no fused operation.
 */
import {
  dispose,
  initializers,
  layers,
  oneHot,
  type Sequential,
  sequential,
  tensor1d,
  tensor4d,
  train,
} from '@tensorflow/tfjs';
import type { LabelledBytes } from '../src/data/types.ts';
import { CLASSES, HIDDEN, IMAGE_SIDE } from '../src/domain/network.ts';

export class StockModel {
  readonly #model: Sequential;

  constructor(batchNorm: boolean, learningRate: number) {
    this.#model = sequential();
    const kernelInitializer = () => initializers.truncatedNormal({ stddev: 0.1, seed: 1 });
    const linear = {
      useBias: !batchNorm,
      kernelInitializer: kernelInitializer(),
      biasInitializer: initializers.constant({ value: 0.1 }),
    };
    const activate = () => {
      if (batchNorm) this.#model.add(layers.batchNormalization({ epsilon: 1e-5, momentum: 0.9 }));
      this.#model.add(layers.activation({ activation: 'relu' }));
    };
    const convolution = { kernelSize: 5, padding: 'same' as const, ...linear };
    this.#model.add(layers.conv2d({ filters: 32, inputShape: [IMAGE_SIDE, IMAGE_SIDE, 1], ...convolution }));
    activate();
    this.#model.add(layers.maxPooling2d({ poolSize: 2, strides: 2 }));
    this.#model.add(layers.conv2d({ filters: 64, ...convolution }));
    activate();
    this.#model.add(layers.maxPooling2d({ poolSize: 2, strides: 2 }));
    this.#model.add(layers.flatten());
    this.#model.add(layers.dense({ units: HIDDEN, ...linear }));
    activate();
    this.#model.add(layers.dropout({ rate: 0.5 }));
    this.#model.add(
      layers.dense({ units: CLASSES, activation: 'softmax', kernelInitializer: kernelInitializer() }),
    );
    this.#model.compile({
      optimizer: train.adam(learningRate),
      loss: 'categoricalCrossentropy',
      metrics: ['accuracy'],
    });
  }

  /** One step; resolves with the loss when it was read back. */
  async train({ images, labels }: LabelledBytes): Promise<number> {
    const pixels = Float32Array.from(images, (byte: number) => byte / 255);
    const x = tensor4d(pixels, [labels.length, IMAGE_SIDE, IMAGE_SIDE, 1]);
    const digits = tensor1d(Int32Array.from(labels), 'int32');
    const y = oneHot(digits, CLASSES);
    const result = await this.#model.trainOnBatch(x, y);
    dispose([x, digits, y]);
    return Array.isArray(result) ? (result[0] ?? Number.NaN) : result;
  }

  dispose(): void {
    this.#model.dispose();
  }
}

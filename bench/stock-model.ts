/**
 * The model that a user of TensorFlow.js would write: `tf.layers`, its own Adam, `trainOnBatch` or `minimize`. It is
 * what the engines are measured against, so it gets no help: no custom gradient, no fused operation.
 */
import {
  dispose,
  initializers,
  layers,
  losses,
  oneHot,
  type Scalar,
  type Sequential,
  sequential,
  type Tensor,
  tensor1d,
  tensor4d,
  tidy,
  train,
} from '@tensorflow/tfjs';
import type { LabelledBytes } from '../src/data/types.ts';
import { CLASSES, HIDDEN, IMAGE_SIDE } from '../src/domain/network.ts';
import type { BenchArm } from './contestants.ts';
import type { Trainable } from './trainable.ts';

export class StockModel implements Trainable {
  readonly #model: Sequential;
  readonly #way: 'trainOnBatch' | 'minimize';
  readonly #optimizer: ReturnType<typeof train.adam>;
  /** Loss of the last step, which nobody has read. */
  #loss: Scalar | undefined;

  constructor(way: 'trainOnBatch' | 'minimize', arm: BenchArm, learningRate: number) {
    this.#way = way;
    const normalised = arm === 'batch';
    this.#optimizer = train.adam(learningRate);
    this.#model = sequential();
    const kernelInitializer = () => initializers.truncatedNormal({ stddev: 0.1, seed: 1 });
    const linear = {
      useBias: !normalised,
      kernelInitializer: kernelInitializer(),
      biasInitializer: initializers.constant({ value: 0.1 }),
    };
    const activate = () => {
      if (normalised) this.#model.add(layers.batchNormalization({ epsilon: 1e-5, momentum: 0.9 }));
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
    // `minimize` takes a loss of the logits.
    const activation = way === 'trainOnBatch' ? { activation: 'softmax' as const } : {};
    this.#model.add(layers.dense({ units: CLASSES, ...activation, kernelInitializer: kernelInitializer() }));
    this.#model.compile({
      optimizer: this.#optimizer,
      loss: 'categoricalCrossentropy',
      metrics: ['accuracy'],
    });
  }

  async train({ images, labels }: LabelledBytes): Promise<void> {
    const pixels = Float32Array.from(images, (byte: number) => byte / 255);
    const x = tensor4d(pixels, [labels.length, IMAGE_SIDE, IMAGE_SIDE, 1]);
    const digits = tensor1d(Int32Array.from(labels), 'int32');
    const y = oneHot(digits, CLASSES);
    if (this.#way === 'trainOnBatch') await this.#model.trainOnBatch(x, y);
    else {
      this.#loss?.dispose();
      const loss = () =>
        tidy(() => {
          const logits = this.#model.apply(x, { training: true }) as Tensor;
          return losses.softmaxCrossEntropy(y, logits) as Scalar;
        });
      this.#loss = this.#optimizer.minimize(loss, true) ?? undefined;
    }
    dispose([x, digits, y]);
  }

  async settle(): Promise<void> {
    await this.#loss?.data();
  }

  dispose(): void {
    this.#loss?.dispose();
    this.#model.dispose();
  }
}

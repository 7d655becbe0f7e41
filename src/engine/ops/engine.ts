/**
 * The readable engine: the network composed of tfjs operations, on whichever tfjs backend is current.
 *
 * It is the reference for faster engines, the fallback where they cannot run, and what trains on WebAssembly.
 */
import {
  dispose,
  memory,
  scalar,
  type Tensor2D,
  type Tensor4D,
  tensor2d,
  tensor4d,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import type { LabelledBytes } from '../../data/types.ts';
import { dropoutMask } from '../../domain/dropout.ts';
import { firstRate } from '../../domain/learning-rate.ts';
import { summarizeLogits } from '../../domain/logits.ts';
import {
  HIDDEN,
  layerShape,
  type NormalisedLayer,
  normalisedLayers,
  type ParameterName,
  type Parameters,
  parameterNames,
} from '../../domain/network.ts';
import { noiseOf } from '../../domain/noise.ts';
import type { EngineName } from '../catalogue.ts';
import {
  type EngineConfig,
  type EngineMemory,
  NEVER,
  type ProbeResult,
  type Snapshot,
  type StepResult,
} from '../engine.ts';
import type { InspectableEngine, LayerValues } from '../inspectable.ts';
import { withSums } from '../moments.ts';
import { type StatisticsSettings, statisticsSettings } from '../statistics-settings.ts';
import { adamRate, adamUpdate, disposeSlot, type Slot } from './adam.ts';
import {
  backward,
  disposeForward,
  evaluate,
  type Forward,
  forward,
  type Gradients,
  type NoiseOf,
  type Weights,
} from './network.ts';
import type { Normalizer } from './normalizer.ts';
import { normalizerOf } from './normalizers.ts';
import { RunningStatistics } from './running-statistics.ts';
import { blocksOf, floats, imagesOf, joined, oneHotOf, turned } from './values.ts';

export class OpsEngine implements InspectableEngine {
  readonly name: EngineName;
  readonly lost: Promise<never>;
  learningRate: number;
  readonly #config: EngineConfig;
  readonly #statistics: StatisticsSettings;
  readonly #normalizer: Normalizer | undefined;
  /** Each tensor's slot; of fc1's kernel one for each block of rows. */
  readonly #slots = new Map<ParameterName, Slot[]>();
  #moving: RunningStatistics | undefined;
  #population: RunningStatistics | undefined;
  #step = 0;

  /** `initial` must hold every trained tensor of the network; the current backend must be ready. */
  constructor(name: EngineName, config: EngineConfig, initial: Parameters, lost = NEVER) {
    this.name = name;
    this.lost = lost;
    this.#config = config;
    this.#statistics = statisticsSettings(config);
    this.#normalizer = normalizerOf(config.normalization, this.#statistics.epsilon);
    this.learningRate = firstRate(config.learningRate);
    for (const parameter of parameterNames(config.normalization)) {
      const slots = blocksOf(initial, parameter).map((value) => ({
        value,
        first: zeros(value.shape),
        second: zeros(value.shape),
      }));
      this.#slots.set(parameter, slots);
    }
    if (this.#normalizer?.fixed && config.evaluationStatistics === 'moving')
      this.#moving = new RunningStatistics(this.#normalizer.fixed);
  }

  get step(): number {
    return this.#step;
  }

  async train(batch: LabelledBytes): Promise<StepResult[]> {
    const { pass, gradients } = this.#gradients(batch);
    this.#update(gradients);
    const step = this.#step;
    const logits = await take(pass);
    return [{ step, ...this.#summary(logits, batch.labels) }];
  }

  async settle(): Promise<StepResult[]> {
    return [];
  }

  async probe(batch: LabelledBytes): Promise<ProbeResult> {
    const { pass, gradients } = this.#gradients(batch);
    const read: Parameters = {};
    for (const [name, blocks] of gradients) read[name] = await joined(blocks);
    this.#update(gradients);
    const step = this.#step;
    const logits = await take(pass);
    return { step, ...this.#summary(logits, batch.labels), logits, gradients: read };
  }

  async gradientsAt(parameters: Parameters, batch: LabelledBytes): Promise<Omit<ProbeResult, 'step'>> {
    this.#expect(batch.labels.length);
    this.#write(parameters);
    const { pass, gradients } = this.#gradientsOf(batch, undefined);
    const read: Parameters = {};
    for (const [name, blocks] of gradients) {
      read[name] = await joined(blocks);
      dispose(blocks);
    }
    const logits = await take(pass);
    return { ...this.#summary(logits, batch.labels), logits, gradients: read };
  }

  async layersAt(
    parameters: Parameters,
    batch: LabelledBytes,
  ): Promise<Record<NormalisedLayer, LayerValues>> {
    this.#expect(batch.labels.length);
    this.#write(parameters);
    const x = imagesOf(batch);
    const pass = forward(x, this.#weights, this.#normalizer, undefined, { keepsSums: true });
    x.dispose();
    const images = batch.labels.length;
    const values = async (layer: NormalisedLayer): Promise<LayerValues> => {
      const { wide, sums } = pass[layer];
      const before = turned(await floats(sums ?? wide), images);
      if (sums) return { images, before, after: turned(await floats(wide), images) };
      const bias = parameters[`${layer}.bias`]!;
      return {
        images,
        before,
        after: before.map((value, i) => value + bias[Math.floor(i / images) % bias.length]!),
      };
    };
    const layers = { conv1: await values('conv1'), conv2: await values('conv2'), fc1: await values('fc1') };
    disposeForward(pass);
    return layers;
  }

  async calibrate(batches: readonly LabelledBytes[]): Promise<void> {
    const fixed = this.#normalizer?.fixed;
    if (!fixed || this.#config.evaluationStatistics !== 'population') return;
    this.#population ??= new RunningStatistics(fixed);
    for (const [index, batch] of batches.entries()) {
      const pass = this.#inspect(batch);
      for (const layer of normalisedLayers) {
        // Algorithm 2, line 10: E[x] = E[μ] and Var[x] = m/(m − 1) · E[σ²], as a mean that grows by one.
        const m = fixed.sampleSize(layer, batch.labels.length);
        const share = 1 / (index + 1);
        const unbiased = (share * m) / (m - 1);
        this.#population.blend(layer, 1 - share, pass[layer].normalised!.statistics!, {
          mean: share,
          variance: unbiased,
        });
      }
      // The read keeps the queue of a GPU short.
      await take(pass);
    }
  }

  async predict(batch: LabelledBytes): Promise<Float32Array> {
    const statistics = this.#fixedStatistics();
    // Without a tape, where the batch's own statistics are not wanted.
    if (this.#normalizer && !statistics) return take(this.#inspect(batch));
    const logits = tidy(() =>
      evaluate(
        imagesOf(batch),
        this.#weights,
        this.#normalizer,
        statistics && ((layer) => statistics.of(layer)),
      ),
    );
    const values = await floats(logits);
    logits.dispose();
    return values;
  }

  async snapshot(): Promise<Snapshot> {
    const parameters: Parameters = {};
    const firstMoments: Parameters = {};
    const secondMoments: Parameters = {};
    const step = this.#step;
    for (const [name, slots] of this.#slots) {
      const read = (part: keyof Slot) => joined(slots.map((slot) => slot[part]));
      parameters[name] = await read('value');
      firstMoments[name] = await read('first');
      secondMoments[name] = await read('second');
    }
    const moving = (await this.#moving?.read()) ?? {};
    return { step, parameters, firstMoments, secondMoments, momentSums: true, moving };
  }

  restore(snapshot: Snapshot): void {
    const { step, parameters, firstMoments, secondMoments, moving } = withSums(snapshot);
    for (const [name, slots] of this.#slots) {
      const firsts = blocksOf(firstMoments, name);
      const seconds = blocksOf(secondMoments, name);
      const next = blocksOf(parameters, name).map((value, i) => ({
        value,
        first: firsts[i]!,
        second: seconds[i]!,
      }));
      slots.forEach(disposeSlot);
      this.#slots.set(name, next);
    }
    this.#moving?.write(moving);
    this.#step = step;
  }

  memory(): EngineMemory {
    const { numTensors, numBytes } = memory();
    return { tensors: numTensors, bytes: numBytes };
  }

  dispose(): void {
    for (const slots of this.#slots.values()) slots.forEach(disposeSlot);
    this.#slots.clear();
    this.#moving?.dispose();
    this.#population?.dispose();
  }

  get #weights(): Weights {
    return {
      of: (name) => this.#slots.get(name)![0]!.value,
      fc1Blocks: this.#slots.get('fc1.kernel')!.map(({ value }) => value as Tensor2D),
    };
  }

  #summary(logits: Float32Array, labels: Uint8Array): Omit<StepResult, 'step'> {
    const { loss, correct, saturation } = summarizeLogits(logits, labels, this.#config.loss);
    return { loss, correct, saturation };
  }

  #forward(x: Tensor4D, mask: Tensor2D | undefined, noiseOf?: NoiseOf): Forward {
    return forward(x, this.#weights, this.#normalizer, mask, { noiseOf });
  }

  /** What is added behind the normalizations in the present step. */
  get #noise(): NoiseOf | undefined {
    const strength = this.#normalizer?.noise;
    if (strength === undefined) return undefined;
    const { seed, batchSize } = this.#config;
    return (layer) => {
      const shape: [number, number, number, number] = [batchSize, ...layerShape(layer)];
      const activations = shape[1] * shape[2] * shape[3];
      const noise = noiseOf({ seed, step: this.#step, layer }, strength, batchSize, activations);
      return { factor: tensor4d(noise.factor, shape), shift: tensor4d(noise.shift, shape) };
    };
  }

  /** The way forward of training, without dropout. */
  #inspect(batch: LabelledBytes): Forward {
    const x = imagesOf(batch);
    const pass = this.#forward(x, undefined);
    x.dispose();
    return pass;
  }

  /** Values of trained tensors in place of those there are. */
  #write(parameters: Parameters): void {
    for (const [name, slots] of this.#slots)
      for (const [i, value] of blocksOf(parameters, name).entries()) {
        const slot = slots[i]!;
        slot.value.dispose();
        slots[i] = { ...slot, value };
      }
  }

  #expect(images: number): void {
    const { batchSize } = this.#config;
    if (images !== batchSize) throw new Error(`A batch has ${batchSize} images, not ${images}.`);
  }

  #gradientsOf(
    batch: LabelledBytes,
    mask: Tensor2D | undefined,
    noise?: NoiseOf,
  ): { pass: Forward; gradients: Gradients } {
    const x = imagesOf(batch);
    const labels = oneHotOf(batch.labels);
    const pass = this.#forward(x, mask, noise);
    const gradients = backward(x, labels, pass, this.#weights, this.#normalizer, this.#config.loss, mask);
    dispose([x, labels]);
    return { pass, gradients };
  }

  #gradients(batch: LabelledBytes): { pass: Forward; gradients: Gradients } {
    this.#expect(batch.labels.length);
    this.#step++;
    const mask = this.#mask();
    const { pass, gradients } = this.#gradientsOf(batch, mask, this.#noise);
    if (mask) mask.dispose();
    const { momentum, share } = this.#statistics;
    if (this.#moving)
      for (const layer of normalisedLayers)
        this.#moving.blend(
          layer,
          momentum,
          pass[layer].normalised!.statistics!,
          share(this.#normalizer!.fixed!.sampleSize(layer, batch.labels.length)),
        );
    return { pass, gradients };
  }

  #mask(): Tensor2D | undefined {
    const { batchSize, keepProbability, seed } = this.#config;
    if (keepProbability === 1) return undefined;
    return tensor2d(dropoutMask(seed, this.#step, keepProbability, batchSize * HIDDEN), [batchSize, HIDDEN]);
  }

  #update(gradients: Gradients): void {
    const rate = scalar(adamRate(this.#step, this.learningRate));
    for (const [name, blocks] of gradients) {
      const slots = this.#slots.get(name)!;
      this.#slots.set(
        name,
        blocks.map((gradient, i) => adamUpdate(slots[i]!, gradient, rate)),
      );
      dispose(blocks);
    }
    rate.dispose();
  }

  /** Statistics that do not come from the batch itself, or nothing when they shall. */
  #fixedStatistics(): RunningStatistics | undefined {
    const { evaluationStatistics } = this.#config;
    if (!this.#normalizer?.fixed || evaluationStatistics === 'batch') return undefined;
    const fixed = evaluationStatistics === 'moving' ? this.#moving : this.#population;
    if (!fixed) throw new Error('Population statistics need `calibrate` before `predict`.');
    return fixed;
  }
}

/** Reads the logits of a pass and disposes it. */
async function take(pass: Forward): Promise<Float32Array> {
  const read = floats(pass.logits);
  try {
    return await read;
  } finally {
    disposeForward(pass);
  }
}

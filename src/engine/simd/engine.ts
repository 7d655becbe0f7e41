/**
 * The processor's engine: a training step as a fixed plan of our own kernels on WebAssembly SIMD. The memory of training is
 * laid out when a network is made, and a step makes nothing new in it; what larger batches need, or a probe, is added once.
 */
import type { LabelledBytes } from '../../data/types.ts';
import { dropoutStepSeed, dropoutThreshold } from '../../domain/dropout.ts';
import { firstRate } from '../../domain/learning-rate.ts';
import { lossGradient, summarizeLogits } from '../../domain/logits.ts';
import type { NormalisedLayer, Parameters } from '../../domain/network.ts';
import { normalizationText } from '../../domain/normalization.ts';
import { adamStepSize } from '../../domain/optimizer.ts';
import {
  type EngineConfig,
  type EngineMemory,
  NEVER,
  type ProbeResult,
  type Snapshot,
  type StepResult,
} from '../engine.ts';
import type { InspectableEngine, LayerValues } from '../inspectable.ts';
import { withAverages } from '../moments.ts';
import { type StatisticsSettings, statisticsSettings } from '../statistics-settings.ts';
import { Arena } from './arena.ts';
import { Backward } from './backward.ts';
import { BlockNorm } from './block-norm.ts';
import { Forward, type Maps, mapsFor } from './forward.ts';
import { type Kernels, kernelsIn } from './kernels.ts';
import { padded } from './layers.ts';
import { Noise } from './noise.ts';
import { type FixedStatistics, fixedStatisticsOf, hasKernels } from './normalization.ts';
import type { Dropout, Parts, Training } from './parts.ts';
import { RunningStatistics } from './running-statistics.ts';
import { hasBlocks, type Scaling, scalingOf } from './scaling.ts';
import { Weights } from './weights.ts';

export class SimdEngine implements InspectableEngine {
  readonly name = 'simd';
  readonly lost = NEVER;
  learningRate: number;
  readonly #config: EngineConfig;
  readonly #statistics: StatisticsSettings;
  readonly #fixed: FixedStatistics | undefined;
  /** Whether layers are normalised in blocks. */
  readonly #blocks: boolean;
  readonly #arena = new Arena();
  readonly #weights: Weights;
  readonly #scalings: readonly Scaling[];
  readonly #forward: Forward;
  readonly #backward: Backward;
  /** For batches as they are trained on, and for larger ones, by their capacity. */
  readonly #maps: Maps;
  readonly #larger = new Map<number, Maps>();
  readonly #moving: RunningStatistics | undefined;
  #population: RunningStatistics | undefined;
  #step = 0;

  /** `initial` must hold every trained tensor of the network; `module` are the compiled kernels. */
  constructor(module: WebAssembly.Module, config: EngineConfig, initial: Parameters) {
    this.#config = config;
    this.learningRate = firstRate(config.learningRate);
    this.#statistics = statisticsSettings(config);
    const { normalization, batchSize, evaluationStatistics, seed } = config;
    if (!hasKernels(normalization))
      throw new Error(`There are no kernels for ${normalizationText(normalization)}.`);
    this.#fixed = fixedStatisticsOf(normalization);
    const arena = this.#arena;
    const { epsilon } = this.#statistics;
    const kernels: Kernels = kernelsIn(module, arena.memory);
    const weights = new Weights(arena, kernels, normalization, initial);
    const scaling = (layer: Scaling['layer']) => scalingOf(arena, weights, layer, normalization);
    const scalings = { conv1: scaling('conv1'), conv2: scaling('conv2'), fc1: scaling('fc1') };
    const capacity = padded(batchSize);
    const noise =
      normalization.kind === 'noisy-batch'
        ? new Noise(arena, kernels, seed, normalization.strength, capacity)
        : undefined;
    const blockNorm = new BlockNorm(arena, kernels, weights, epsilon);
    const parts: Parts = { arena, kernels, weights, scalings, blockNorm, noise };
    this.#weights = weights;
    this.#scalings = Object.values(scalings);
    this.#forward = new Forward(parts, epsilon);
    this.#backward = new Backward(parts, capacity);
    this.#blocks = hasBlocks(scalings.conv1);
    this.#maps = mapsFor(arena, capacity, { blocks: this.#blocks, outputs: noise !== undefined });
    if (this.#fixed && evaluationStatistics === 'moving')
      this.#moving = new RunningStatistics(arena, this.#scalings);
  }

  get step(): number {
    return this.#step;
  }

  async train(batch: LabelledBytes): Promise<StepResult[]> {
    return [this.#makeStep(batch).result];
  }

  async settle(): Promise<StepResult[]> {
    return [];
  }

  async probe(batch: LabelledBytes): Promise<ProbeResult> {
    const { result, logits } = this.#makeStep(batch, this.#weights.keepDenseGradient());
    return { ...result, logits, gradients: this.#weights.read('gradient') };
  }

  async gradientsAt(parameters: Parameters, batch: LabelledBytes): Promise<Omit<ProbeResult, 'step'>> {
    const { loss } = this.#config;
    const { labels } = batch;
    this.#expect(labels.length);
    this.#weights.write('value', parameters);
    const denseGradient = this.#weights.keepDenseGradient();
    const pass = this.#forward.run(batch, this.#maps);
    const logits = pass.logits.slice();
    // With a rate of 0 the step of fc1's kernel, which is made with its gradient, leaves it where it is.
    this.#backward.run(pass.batch, lossGradient(logits, labels, loss), {}, 0, denseGradient);
    const { loss: value, correct, saturation } = summarizeLogits(logits, labels, loss);
    return { loss: value, correct, saturation, logits, gradients: this.#weights.read('gradient') };
  }

  async layersAt(
    parameters: Parameters,
    batch: LabelledBytes,
  ): Promise<Record<NormalisedLayer, LayerValues>> {
    this.#expect(batch.labels.length);
    this.#weights.write('value', parameters);
    const pass = this.#forward.run(batch, this.#maps);
    return this.#forward.valuesOf(pass.batch);
  }

  async calibrate(batches: readonly LabelledBytes[]): Promise<void> {
    const fixed = this.#fixed;
    if (!fixed || this.#config.evaluationStatistics !== 'population') return;
    this.#population ??= new RunningStatistics(this.#arena, this.#scalings);
    for (const [index, batch] of batches.entries()) {
      const images = batch.labels.length;
      this.#forward.run(batch, this.#mapsFor(images), { quickly: true });
      // Algorithm 2, line 10: E[x] = E[μ] and Var[x] = m/(m − 1) · E[σ²], as a mean that grows by one.
      const share = 1 / (index + 1);
      this.#population.blend(1 - share, (layer) => {
        const m = fixed.sampleSize(layer, images);
        return { mean: share, variance: (share * m) / (m - 1) };
      });
    }
  }

  async predict(batch: LabelledBytes): Promise<Float32Array> {
    const statistics = this.#fixedStatistics();
    const maps = this.#mapsFor(batch.labels.length);
    return this.#forward.run(batch, maps, { statistics, quickly: true }).logits.slice();
  }

  async snapshot(): Promise<Snapshot> {
    return {
      step: this.#step,
      parameters: this.#weights.read('value'),
      firstMoments: this.#weights.read('first'),
      secondMoments: this.#weights.read('second'),
      moving: this.#moving?.read() ?? {},
    };
  }

  restore(snapshot: Snapshot): void {
    const { step, parameters, firstMoments, secondMoments, moving } = withAverages(snapshot);
    this.#weights.write('value', parameters);
    this.#weights.write('first', firstMoments);
    this.#weights.write('second', secondMoments);
    this.#moving?.write(moving);
    this.#step = step;
  }

  memory(): EngineMemory {
    return { tensors: this.#arena.regions, bytes: this.#arena.size };
  }

  /** Its memory goes with it, when nobody holds it any more. */
  dispose(): void {
    this.#larger.clear();
  }

  /** One step; the gradient of fc1's kernel is kept where `denseGradient` says, if it is not 0. */
  #makeStep(batch: LabelledBytes, denseGradient = 0): { result: StepResult; logits: Float32Array } {
    const { loss } = this.#config;
    const { labels } = batch;
    this.#expect(labels.length);
    this.#step++;
    const training: Training = { dropout: this.#dropout(), noisyStep: this.#step };
    const pass = this.#forward.run(batch, this.#maps, training);
    const logits = pass.logits.slice();
    const { momentum, share } = this.#statistics;
    this.#moving?.blend(momentum, (layer) => share(this.#fixed!.sampleSize(layer, labels.length)));
    const rate = adamStepSize(this.#step, this.learningRate);
    this.#backward.run(pass.batch, lossGradient(logits, labels, loss), training, rate, denseGradient);
    this.#weights.update(rate);
    const summary = summarizeLogits(logits, labels, loss);
    const { correct, saturation } = summary;
    return { result: { step: this.#step, loss: summary.loss, correct, saturation }, logits };
  }

  #expect(images: number): void {
    const { batchSize } = this.#config;
    if (images !== batchSize) throw new Error(`A batch has ${batchSize} images, not ${images}.`);
  }

  #dropout(): Dropout | undefined {
    const { keepProbability, seed } = this.#config;
    const threshold = dropoutThreshold(keepProbability);
    // Nothing is dropped; as an integer of 32 bits it would be 0.
    if (threshold === 2 ** 32) return undefined;
    return {
      seed: dropoutStepSeed(seed, this.#step),
      threshold,
      factor: 1 / keepProbability,
    };
  }

  #mapsFor(images: number): Maps {
    const capacity = padded(images);
    if (capacity <= this.#maps.capacity) return this.#maps;
    const known = this.#larger.get(capacity);
    if (known) return known;
    // Noise is training's alone.
    const maps = mapsFor(this.#arena, capacity, { blocks: this.#blocks });
    this.#larger.set(capacity, maps);
    return maps;
  }

  /** Statistics that do not come from the batch itself, or nothing when they shall. */
  #fixedStatistics(): RunningStatistics | undefined {
    const { evaluationStatistics } = this.#config;
    if (!this.#fixed || evaluationStatistics === 'batch') return undefined;
    const fixed = evaluationStatistics === 'moving' ? this.#moving : this.#population;
    if (!fixed) throw new Error('Population statistics need `calibrate` before `predict`.');
    return fixed;
  }
}

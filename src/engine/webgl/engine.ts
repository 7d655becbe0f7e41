/**
 * The fast engine: a training step as a fixed plan of some forty draws on tfjs's own WebGL2 context. It allocates and
 * compiles once; a step uploads its batch and a few numbers, and nothing is read back but its outcome, later.
 */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend } from '@tensorflow/tfjs-core';
import type { LabelledBytes } from '../../data/types.ts';
import { dropoutStepSeed, dropoutThreshold } from '../../domain/dropout.ts';
import { firstRate } from '../../domain/learning-rate.ts';
import { type Parameters, sampleSize } from '../../domain/network.ts';
import { adamStepSize } from '../../domain/optimizer.ts';
import {
  type Engine,
  type EngineConfig,
  type EngineMemory,
  NEVER,
  type ProbeResult,
  type Snapshot,
  type StepResult,
} from '../engine.ts';
import { withAverages } from '../moments.ts';
import { type StatisticsSettings, statisticsSettings } from '../statistics-settings.ts';
import { Backward } from './backward.ts';
import type { Blocking } from './blocking.ts';
import { type Dropout, Forward } from './forward.ts';
import { Gpu } from './gpu.ts';
import { OUTCOME_LAYER } from './kernels/outcome.ts';
import { axesOf, type DrawnNormalization, drawn } from './normalization.ts';
import { Fence } from './pending.ts';
import { Pipeline, type RawOutcome } from './pipeline.ts';
import { RunningStatistics } from './running-statistics.ts';
import { runAsKernel } from './tfjs-kernel.ts';
import { chooseBlocking } from './tune.ts';
import { until } from './until.ts';
import { Weights } from './weights.ts';

export class WebGLEngine implements Engine {
  readonly name = 'webgl';
  readonly lost: Promise<never>;
  learningRate: number;
  readonly #config: EngineConfig;
  readonly #statistics: StatisticsSettings;
  readonly #normalization: DrawnNormalization;
  readonly #blocking: Blocking;
  readonly #gpu: Gpu;
  readonly #weights: Weights;
  readonly #forward: Forward;
  readonly #backward: Backward;
  /** For evaluation on batches of other sizes. */
  readonly #others = new Map<number, Forward>();
  readonly #moving: RunningStatistics | undefined;
  #population: RunningStatistics | undefined;
  #pipeline: Pipeline;
  #step = 0;

  /**
   * A new network, ready to train: programs compiled, textures allocated, the blocking measured. The programs of the way
   * forward and back are used once, as some drivers compile only then.
   * `initial` must hold every trained tensor; tfjs's webgl backend must be current.
   */
  static async create(config: EngineConfig, initial: Parameters, lost = NEVER): Promise<WebGLEngine> {
    const gpu = new Gpu((backend() as MathBackendWebGL).gpgpu.gl as WebGL2RenderingContext);
    try {
      gpu.forgetErrors();
      const blocking = await chooseBlocking(gpu, config.batchSize);
      const engine = new WebGLEngine(gpu, config, initial, blocking, lost);
      await gpu.link();
      runAsKernel(() => gpu.rehearse(() => engine.#drawGradients()));
      gpu.check();
      return engine;
    } catch (error) {
      gpu.dispose();
      throw error;
    }
  }

  private constructor(
    gpu: Gpu,
    config: EngineConfig,
    initial: Parameters,
    blocking: Blocking,
    lost: Promise<never>,
  ) {
    this.lost = lost;
    this.#gpu = gpu;
    this.#config = config;
    this.#blocking = blocking;
    this.learningRate = firstRate(config.learningRate);
    this.#statistics = statisticsSettings(config);
    const { batchSize, evaluationStatistics } = config;
    const normalization = drawn(config.normalization);
    this.#normalization = normalization;
    this.#weights = new Weights(gpu, normalization, initial, blocking);
    this.#forward = new Forward(
      gpu,
      this.#weights,
      normalization,
      batchSize,
      blocking,
      this.#statistics.epsilon,
    );
    this.#backward = new Backward(gpu, this.#forward, this.#weights, config);
    this.#pipeline = this.#newPipeline();
    const axes = axesOf(normalization);
    if (axes && evaluationStatistics === 'moving') this.#moving = new RunningStatistics(gpu, axes);
  }

  get step(): number {
    return this.#step;
  }

  async train(batch: LabelledBytes): Promise<StepResult[]> {
    this.#giveStep(batch, () => {});
    return this.#results(await this.#pipeline.next());
  }

  async settle(): Promise<StepResult[]> {
    return this.#results(await this.#pipeline.settle());
  }

  async probe(batch: LabelledBytes): Promise<ProbeResult> {
    // What is still under way would come back with this step's outcome.
    await this.#pipeline.settle();
    let read: Pick<ProbeResult, 'gradients' | 'logits'> | undefined;
    this.#giveStep(batch, () => {
      read = { gradients: this.#backward.read(), logits: this.#forward.drawLogits() };
    });
    const [result] = this.#results(await this.#pipeline.settle());
    return { ...result!, ...read! };
  }

  async calibrate(batches: readonly LabelledBytes[]): Promise<void> {
    const axes = axesOf(this.#normalization);
    if (!axes || this.#config.evaluationStatistics !== 'population') return;
    if (!this.#population) {
      this.#population = new RunningStatistics(this.#gpu, axes);
      this.#gpu.finishPrograms();
    }
    const population = this.#population;
    for (const [index, batch] of batches.entries()) {
      const forward = this.#forwardFor(batch.labels.length);
      runAsKernel(() => {
        forward.upload(batch);
        forward.run();
        // Algorithm 2, line 10: E[x] = E[μ] and Var[x] = m/(m − 1) · E[σ²], as a mean that grows by one.
        const share = 1 / (index + 1);
        population.blend(forward.statistics!, 1 - share, (layer) => {
          const m = sampleSize(layer, axes, batch.labels.length);
          return { mean: share, variance: (share * m) / (m - 1) };
        });
      });
      // Twenty batches at once would hold up whatever else the card has to draw.
      const fence = new Fence(this.#gpu);
      await until(() => fence.passed());
    }
  }

  async predict(batch: LabelledBytes): Promise<Float32Array> {
    const forward = this.#forwardFor(batch.labels.length);
    const read = runAsKernel(() => {
      forward.upload(batch);
      forward.run(undefined, this.#fixedStatistics()?.textures);
      return forward.readLogits();
    });
    return forward.unpadded(await until(() => read.take()));
  }

  async snapshot(): Promise<Snapshot> {
    return runAsKernel(() => ({
      step: this.#step,
      parameters: this.#weights.read('weights'),
      firstMoments: this.#weights.read('firstMoments'),
      secondMoments: this.#weights.read('secondMoments'),
      moving: this.#moving?.read() ?? {},
    }));
  }

  restore(snapshot: Snapshot): void {
    const { step, parameters, firstMoments, secondMoments, moving } = withAverages(snapshot);
    runAsKernel(() => {
      this.#weights.write('weights', parameters);
      this.#weights.write('firstMoments', firstMoments);
      this.#weights.write('secondMoments', secondMoments);
      this.#moving?.write(moving);
    });
    this.#step = step;
    this.#pipeline = this.#newPipeline();
  }

  memory(): EngineMemory {
    const { textures, bytes } = this.#gpu.memory;
    return { tensors: textures, bytes };
  }

  dispose(): void {
    this.#gpu.dispose();
  }

  /** Gives the card a whole step; what is looked at between the gradients and the update may wait for it. */
  #giveStep(batch: LabelledBytes, look: () => void): void {
    const { batchSize } = this.#config;
    if (batch.labels.length !== batchSize)
      throw new Error(`A batch has ${batchSize} images, not ${batch.labels.length}.`);
    this.#step++;
    const { momentum, share } = this.#statistics;
    const rate = adamStepSize(this.#step, this.learningRate);
    runAsKernel(() => {
      this.#forward.upload(batch);
      this.#drawGradients();
      if (this.#moving)
        this.#moving.blend(this.#forward.statistics!, momentum, (layer) =>
          share(sampleSize(layer, axesOf(this.#normalization)!, batchSize)),
        );
      look();
      this.#weights.update(rate, this.#backward.fc1Gradient, this.#backward.atlasGradient);
      this.#pipeline.give(this.#step);
    });
  }

  #drawGradients(): void {
    this.#forward.run(this.#dropout());
    this.#backward.run(this.#pipeline.row(this.#step));
  }

  #newPipeline(): Pipeline {
    return new Pipeline(this.#gpu, this.#backward.outcomes, OUTCOME_LAYER, this.#step);
  }

  #results(outcomes: readonly RawOutcome[]): StepResult[] {
    const { batchSize, loss: kind } = this.#config;
    return outcomes.map(({ step, values }) => {
      let loss = 0;
      let correct = 0;
      let confidence = 0;
      for (let i = 0; i < batchSize; i++) {
        // A loss may be finite though logits are not.
        loss += Number.isFinite(values[4 * i + 3]!) ? values[4 * i]! : Number.NaN;
        correct += values[4 * i + 1]!;
        confidence += values[4 * i + 2]!;
      }
      return {
        step,
        loss: kind === 'sum-log' ? loss : loss / batchSize,
        correct,
        saturation: confidence / batchSize,
      };
    });
  }

  #dropout(): Dropout | undefined {
    const { keepProbability, seed } = this.#config;
    const threshold = dropoutThreshold(keepProbability);
    // Nothing is dropped; as a uniform of 32 bits it would be 0.
    if (threshold === 2 ** 32) return undefined;
    return {
      seed: dropoutStepSeed(seed, this.#step),
      threshold,
      factor: 1 / keepProbability,
    };
  }

  #forwardFor(batchSize: number): Forward {
    if (batchSize === this.#config.batchSize) return this.#forward;
    const known = this.#others.get(batchSize);
    if (known) return known;
    const forward = new Forward(
      this.#gpu,
      this.#weights,
      this.#normalization,
      batchSize,
      this.#blocking,
      this.#statistics.epsilon,
    );
    this.#gpu.finishPrograms();
    this.#others.set(batchSize, forward);
    return forward;
  }

  /** Statistics that do not come from the batch itself, or nothing when they shall. */
  #fixedStatistics(): RunningStatistics | undefined {
    const { evaluationStatistics } = this.#config;
    if (!axesOf(this.#normalization) || evaluationStatistics === 'batch') return undefined;
    const fixed = evaluationStatistics === 'moving' ? this.#moving : this.#population;
    if (!fixed) throw new Error('Population statistics need `calibrate` before `predict`.');
    return fixed;
  }
}

/**
 * The fast engine: a training step as a fixed plan of some forty draws on tfjs's own WebGL2 context. It allocates and
 * compiles once; a step uploads its batch and a few numbers, and nothing is read back but its outcome, later.
 */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend } from '@tensorflow/tfjs-core';
import type { LabelledBytes } from '../../data/types.ts';
import { dropoutStepSeed, dropoutThreshold } from '../../domain/dropout.ts';
import type { Parameters } from '../../domain/network.ts';
import type { Engine, EngineConfig, EngineMemory, ProbeResult, Snapshot, StepResult } from '../engine.ts';
import { adamStepSize } from '../ops/adam.ts';
import { sampleSize } from '../ops/running-statistics.ts';
import { Backward, OUTCOME_SLOTS } from './backward.ts';
import { type Blocking, FOUR_TARGETS } from './blocking.ts';
import { type Dropout, Forward } from './forward.ts';
import { Gpu } from './gpu.ts';
import { readOutcome } from './outcome-reader.ts';
import { RunningStatistics } from './running-statistics.ts';
import { runAsKernel } from './tfjs-kernel.ts';
import { Weights } from './weights.ts';

/** Share of the past in the moving averages of the batch statistics. */
const MOMENTUM = 0.9;

export class WebGLEngine implements Engine {
  readonly name = 'webgl';
  learningRate: number;
  readonly #config: EngineConfig;
  readonly #blocking: Blocking;
  readonly #gpu: Gpu;
  readonly #weights: Weights;
  readonly #forward: Forward;
  readonly #backward: Backward;
  /** For evaluation on batches of other sizes. */
  readonly #others = new Map<number, Forward>();
  readonly #moving: RunningStatistics | undefined;
  #population: RunningStatistics | undefined;
  #step = 0;

  /** `initial` must hold every trained tensor of the network; tfjs's webgl backend must be current. */
  constructor(config: EngineConfig, initial: Parameters, blocking: Blocking = FOUR_TARGETS) {
    this.#blocking = blocking;
    this.#config = config;
    this.learningRate = config.learningRate;
    const { batchNorm, batchSize, evaluationStatistics } = config;
    const gpu = new Gpu((backend() as MathBackendWebGL).gpgpu.gl as WebGL2RenderingContext);
    this.#gpu = gpu;
    this.#weights = new Weights(gpu, batchNorm, initial, blocking);
    this.#forward = new Forward(gpu, this.#weights, batchNorm, batchSize, blocking);
    this.#backward = new Backward(gpu, this.#forward, this.#weights, config);
    if (batchNorm !== 'off' && evaluationStatistics === 'moving')
      this.#moving = new RunningStatistics(gpu, batchNorm);
    gpu.finishPrograms();
  }

  get step(): number {
    return this.#step;
  }

  async train(batch: LabelledBytes): Promise<StepResult> {
    const slot = this.#gradients(batch);
    this.#update();
    return this.#outcome(slot, this.#step);
  }

  async probe(batch: LabelledBytes): Promise<ProbeResult> {
    const slot = this.#gradients(batch);
    const gradients = this.#backward.read();
    const logits = this.#forward.logits();
    this.#update();
    return { ...(await this.#outcome(slot, this.#step)), logits, gradients };
  }

  async calibrate(batches: readonly LabelledBytes[]): Promise<void> {
    const { batchNorm, evaluationStatistics } = this.#config;
    if (batchNorm === 'off' || evaluationStatistics !== 'population') return;
    if (!this.#population) {
      this.#population = new RunningStatistics(this.#gpu, batchNorm);
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
          const m = sampleSize(layer, batchNorm, batch.labels.length);
          return { mean: share, variance: (share * m) / (m - 1) };
        });
      });
    }
  }

  async predict(batch: LabelledBytes): Promise<Float32Array> {
    const forward = this.#forwardFor(batch.labels.length);
    return runAsKernel(() => {
      forward.upload(batch);
      forward.run(undefined, this.#fixedStatistics()?.textures);
      return forward.logits();
    });
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

  restore({ step, parameters, firstMoments, secondMoments, moving }: Snapshot): void {
    runAsKernel(() => {
      this.#weights.write('weights', parameters);
      this.#weights.write('firstMoments', firstMoments);
      this.#weights.write('secondMoments', secondMoments);
      this.#moving?.write(moving);
    });
    this.#step = step;
  }

  memory(): EngineMemory {
    const { textures, bytes } = this.#gpu.memory;
    return { tensors: textures, bytes };
  }

  dispose(): void {
    this.#gpu.dispose();
  }

  /** Draws loss and gradients of a batch; returns the row of its outcome. */
  #gradients(batch: LabelledBytes): number {
    const { batchSize } = this.#config;
    if (batch.labels.length !== batchSize)
      throw new Error(`A batch has ${batchSize} images, not ${batch.labels.length}.`);
    this.#step++;
    const slot = this.#step % OUTCOME_SLOTS;
    runAsKernel(() => {
      this.#forward.upload(batch);
      this.#forward.run(this.#dropout());
      if (this.#moving)
        this.#moving.blend(this.#forward.statistics!, MOMENTUM, () => ({
          mean: 1 - MOMENTUM,
          variance: 1 - MOMENTUM,
        }));
      this.#backward.run(slot);
    });
    return slot;
  }

  #update(): void {
    const { fc1Gradient, atlasGradient } = this.#backward;
    runAsKernel(() => {
      this.#weights.update(adamStepSize(this.#step, this.learningRate), fc1Gradient, atlasGradient);
    });
  }

  async #outcome(slot: number, step: number): Promise<StepResult> {
    const values = await readOutcome(this.#gpu, { ...this.#backward.outcomes, y: slot, height: 1 });
    const { batchSize, loss: kind } = this.#config;
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
  }

  #dropout(): Dropout | undefined {
    const { keepProbability, seed } = this.#config;
    if (keepProbability === 1) return undefined;
    return {
      seed: dropoutStepSeed(seed, this.#step),
      threshold: dropoutThreshold(keepProbability),
      factor: 1 / keepProbability,
    };
  }

  #forwardFor(batchSize: number): Forward {
    if (batchSize === this.#config.batchSize) return this.#forward;
    const known = this.#others.get(batchSize);
    if (known) return known;
    const forward = new Forward(this.#gpu, this.#weights, this.#config.batchNorm, batchSize, this.#blocking);
    this.#gpu.finishPrograms();
    this.#others.set(batchSize, forward);
    return forward;
  }

  /** Statistics that do not come from the batch itself, or nothing when they shall. */
  #fixedStatistics(): RunningStatistics | undefined {
    const { batchNorm, evaluationStatistics } = this.#config;
    if (batchNorm === 'off' || evaluationStatistics === 'batch') return undefined;
    const fixed = evaluationStatistics === 'moving' ? this.#moving : this.#population;
    if (!fixed) throw new Error('Population statistics need `calibrate` before `predict`.');
    return fixed;
  }
}

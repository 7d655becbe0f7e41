/** The way back: gradients of all trained tensors for the batch that went forward last. */
import type { RunConfig } from '../../domain/config.ts';
import { type Parameters, parameterNames } from '../../domain/network.ts';
import type { Forward } from './forward.ts';
import type { Gpu, Program, Shader, Target, Texture } from './gpu.ts';
import { type ConvLayer, combineSums, denseGradient, gradientSums } from './kernels/batch-norm.ts';
import {
  conv1KernelGradient,
  conv1KernelSum,
  conv2InputGradient,
  conv2KernelGradient,
  conv2KernelSum,
  conv2PooledGradient,
  IMAGES_PER_PART,
} from './kernels/conv-backward.ts';
import {
  fc1GradientSums,
  fc1InputGradient,
  fc1KernelGradient,
  fc1LinearGradient,
  imageBlocks,
} from './kernels/fc1.ts';
import { fc2KernelGradient, hiddenGradient, outcome, vectorGradients } from './kernels/fc2.ts';
import {
  ATLAS_HEIGHT,
  ATLAS_WIDTH,
  FLAT_ROW,
  FLAT_TEXELS,
  HIDDEN_TEXELS,
  mapSize,
  maps,
  type Region,
  regions,
  VECTOR_ROWS,
} from './layout.ts';
import { parametersOf, type Weights } from './weights.ts';

/** Steps whose outcomes are kept until they are read. */
export const OUTCOME_SLOTS = 64;

/** Sums of a layer's gradient over all that one gamma or beta stands for, and what its dense gradient needs. */
interface LayerSums {
  draws: (() => void)[];
  /** [C]: gradients of beta (or the bias) and of gamma. */
  shift: Texture;
  scale: Texture | undefined;
  /** Gradient of the linear part's output, with BN. */
  dense: Texture | undefined;
}

export class Backward {
  /** Per step a row: see `outcome`. */
  readonly outcomes: Target;
  readonly fc1Gradient: Texture;
  readonly atlasGradient: Texture;
  readonly #gpu: Gpu;
  readonly #forward: Forward;
  readonly #weights: Weights;
  readonly #fc1Target: Target;
  readonly #atlasTarget: Target;
  readonly #draws: ((slot: number) => void)[] = [];

  constructor(
    gpu: Gpu,
    forward: Forward,
    weights: Weights,
    { loss, keepProbability }: Pick<RunConfig, 'loss' | 'keepProbability'>,
  ) {
    this.#gpu = gpu;
    this.#forward = forward;
    this.#weights = weights;
    const { batchSize, batchNorm, pooled, winners, hidden, linear, statistics, fc2Parts } = forward;
    const normalised = batchNorm !== 'off';
    const outcomes = gpu.texture(batchSize, OUTCOME_SLOTS, 4);
    this.outcomes = gpu.target(outcomes);
    this.fc1Gradient = gpu.texture(HIDDEN_TEXELS, FLAT_TEXELS, 4);
    this.#fc1Target = gpu.target(this.fc1Gradient);
    this.atlasGradient = gpu.texture(ATLAS_WIDTH, ATLAS_HEIGHT);
    this.#atlasTarget = gpu.target(this.atlasGradient);
    const atlas = () => weights.atlas;

    const lossProgram = gpu.program(outcome(loss, batchSize));
    this.#draws.push((slot) =>
      gpu.draw(lossProgram, { ...this.outcomes, y: slot, height: 1 }, [fc2Parts, atlas(), forward.labels], {
        notANumber: Number.NaN,
      }),
    );
    const fc2Kernel = gpu.program(fc2KernelGradient(batchSize));
    this.#draws.push((slot) =>
      gpu.draw(fc2Kernel, this.#region(regions['fc2.kernel']), [hidden, outcomes], { slot }),
    );
    const outputGradient = gpu.texture(HIDDEN_TEXELS, batchSize);
    const outputTarget = gpu.target(outputGradient);
    const outputProgram = gpu.program(hiddenGradient());
    this.#draws.push((slot) =>
      gpu.draw(outputProgram, outputTarget, [hidden, outcomes, atlas()], {
        slot,
        factor: 1 / keepProbability,
      }),
    );

    // fc1: through its normalization, to its input, and to its kernel.
    let linearGradient = outputGradient;
    let fc1Sums: [Texture, Texture] | undefined;
    if (normalised) {
      const { mean, variance } = statistics!.fc1;
      fc1Sums = [gpu.texture(HIDDEN_TEXELS, 1), gpu.texture(HIDDEN_TEXELS, 1)];
      this.#plan(fc1GradientSums(batchSize), gpu.target(...fc1Sums), () => [
        outputGradient,
        linear!,
        mean,
        variance,
      ]);
      linearGradient = gpu.texture(HIDDEN_TEXELS, batchSize);
      const sums = fc1Sums;
      this.#plan(fc1LinearGradient(batchSize), gpu.target(linearGradient), () => [
        outputGradient,
        linear!,
        mean,
        variance,
        ...sums,
        atlas(),
      ]);
    }
    const blocks = gpu.texture(FLAT_ROW, 7 * imageBlocks(batchSize), 4);
    this.#plan(fc1InputGradient(batchSize), gpu.target(blocks), () => [linearGradient, weights.fc1]);
    const pooled2 = gpu.texture(...mapSize(maps.conv2, batchSize));
    this.#plan(conv2PooledGradient(batchSize), gpu.target(pooled2), () => [blocks]);
    this.#plan(fc1KernelGradient(batchSize), this.#fc1Target, () => [pooled.conv2, linearGradient]);

    // conv2.
    const conv2 = this.#sums('conv2', pooled2);
    this.#draws.push(...conv2.draws);
    const gradient2 = conv2.dense ? [conv2.dense] : [pooled2, winners.conv2];
    const pooled1 = gpu.texture(...mapSize(maps.conv1Windows, batchSize), 4);
    this.#plan(conv2InputGradient(batchSize, normalised), gpu.target(pooled1), () => [...gradient2, atlas()]);
    const parts2 = Math.ceil(batchSize / IMAGES_PER_PART.conv2);
    const conv2Parts = gpu.texture(128, 25 * parts2, 4);
    this.#plan(conv2KernelGradient(batchSize, normalised), gpu.target(conv2Parts), () => [
      pooled.conv1,
      ...gradient2,
    ]);
    this.#plan(conv2KernelSum(parts2), this.#region(regions['conv2.kernel']), () => [conv2Parts]);

    // conv1, whose input needs no gradient.
    const conv1 = this.#sums('conv1', pooled1);
    this.#draws.push(...conv1.draws);
    const gradient1 = conv1.dense ? [conv1.dense] : [pooled1, winners.conv1];
    const conv1Parts = gpu.texture(8, 7 * batchSize, 4);
    this.#plan(conv1KernelGradient(batchSize, normalised), gpu.target(conv1Parts), () => [
      forward.images,
      ...gradient1,
    ]);
    this.#plan(conv1KernelSum(batchSize), this.#region(regions['conv1.kernel']), () => [conv1Parts]);

    const vectors = gpu.program(vectorGradients(batchSize, normalised));
    this.#draws.push((slot) =>
      gpu.draw(
        vectors,
        this.#region(VECTOR_ROWS),
        [
          outcomes,
          conv1.shift,
          conv2.shift,
          ...(fc1Sums ? [conv1.scale!, conv2.scale!, ...fc1Sums] : [linearGradient]),
        ],
        { slot },
      ),
    );
  }

  /** Draws loss and gradients of the batch that went forward; the outcome goes to a row of `outcomes`. */
  run(slot: number): void {
    for (const draw of this.#draws) draw(slot);
  }

  /** The gradients as they are now; waits for the graphics card. */
  read(): Parameters {
    const layers = Array.from({ length: 4 }, (_, layer) => this.#gpu.read(this.#fc1Target, layer));
    const row = HIDDEN_TEXELS * 4;
    const fc1 = new Float32Array(FLAT_TEXELS * 4 * row);
    for (let k = 0; k < FLAT_TEXELS * 4; k++) {
      const from = (k >> 2) * row;
      fc1.set(layers[k & 3]!.subarray(from, from + row), k * row);
    }
    const names = parameterNames(this.#forward.batchNorm);
    return parametersOf(names, this.#gpu.read(this.#atlasTarget), fc1);
  }

  #plan(shader: Shader, target: Target, inputs: () => readonly Texture[]): void {
    const program: Program = this.#gpu.program(shader);
    this.#draws.push(() => this.#gpu.draw(program, target, inputs()));
  }

  #region({ x, y, width, height }: Region): Target {
    return { framebuffer: this.#atlasTarget.framebuffer, x, y, width, height };
  }

  /** Plans the sums of a convolution's gradient and, with BN, its dense form. */
  #sums(layer: ConvLayer, pooledGradient: Texture): LayerSums {
    const gpu = this.#gpu;
    const { batchSize, batchNorm } = this.#forward;
    const normalised = batchNorm !== 'off';
    const { width, height, texels } = maps[layer];
    const winners = this.#forward.winners[layer];
    const z = this.#forward.z[layer];
    const statistics = this.#forward.statistics?.[layer];
    const draws: (() => void)[] = [];
    const plan = (shader: Shader, target: Target, inputs: () => readonly Texture[]) => {
      const program = gpu.program(shader);
      draws.push(() => gpu.draw(program, target, inputs()));
    };
    const names = normalised ? (['shift', 'scale'] as const) : (['shift'] as const);
    const each = names.map((name) => {
      const sums = gpu.texture(width * texels, height, 4);
      plan(gradientSums(layer, name, batchNorm, batchSize), gpu.target(sums), () => [
        pooledGradient,
        winners,
        ...(name === 'scale' ? [z!, statistics!.mean, statistics!.variance] : []),
      ]);
      return sums;
    });
    const rows = names.map(() => gpu.texture(texels, height, 1));
    plan(combineSums(layer, 'row', normalised), gpu.target(...rows), () => each);
    const totals = names.map(() => gpu.texture(texels, 1, 1));
    plan(combineSums(layer, 'map', normalised), gpu.target(...totals), () => rows);
    let dense: Texture | undefined;
    if (normalised) {
      dense = gpu.texture(...mapSize(maps[layer], batchSize), 4);
      const sums = batchNorm === 'per-activation' ? each : totals;
      plan(denseGradient(layer, batchNorm, batchSize), gpu.target(dense), () => [
        pooledGradient,
        winners,
        z!,
        statistics!.mean,
        statistics!.variance,
        ...sums,
        this.#weights.atlas,
      ]);
    }
    return { draws, shift: totals[0]!, scale: totals[1], dense };
  }
}

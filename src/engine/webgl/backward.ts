/** The way back: gradients of all trained tensors for the batch that went forward last. */
import type { RunConfig } from '../../domain/config.ts';
import { type Parameters, parameterNames } from '../../domain/network.ts';
import type { Forward } from './forward.ts';
import type { Gpu, Program, Shader, Target, Texture } from './gpu.ts';
import type { ConvLayer } from './kernels/batch-statistics.ts';
import { combineSums, gradientSums, linearGradient } from './kernels/conv-gradient.ts';
import { conv1KernelGradient, conv1KernelSum, conv1PartsSize } from './kernels/conv1-kernel-gradient.ts';
import { conv2KernelGradient, conv2KernelSum, conv2PartsSize } from './kernels/conv2-kernel-gradient.ts';
import { conv2InputGradient } from './kernels/convolution.ts';
import { fc1GradientSums, fc1LinearGradient } from './kernels/fc1-activate.ts';
import {
  fc1InputGradient,
  fc1InputGradientSize,
  fc1KernelGradient,
  fc1KernelGradientSize,
  fullImages,
} from './kernels/fc1-products.ts';
import { fc2KernelGradient, hiddenGradient } from './kernels/fc2.ts';
import { outcome } from './kernels/outcome.ts';
import { vectorGradients } from './kernels/vector-gradients.ts';
import {
  ATLAS_HEIGHT,
  ATLAS_WIDTH,
  FLAT_TEXELS,
  gradientMaps,
  HIDDEN_TEXELS,
  mapRegion,
  mapSize,
  type Region,
  regions,
  VECTOR_ROWS,
  windows,
  writtenWindows,
} from './layout.ts';
import { axesOf } from './normalization.ts';
import { parametersOf, type Weights } from './weights.ts';

/** Steps whose outcomes are kept until they are read. */
const OUTCOME_SLOTS = 64;

/** The way back through a convolution's pooling, relu and BN or bias. */
interface LayerGradient {
  /** [C]: gradients of beta (or the bias) and of gamma. */
  shift: Texture;
  scale: Texture | undefined;
  /** Gradient of the linear part's output. */
  linear: Texture;
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
    const { batchSize, epsilon, normalization, blocking, pooled, hidden, linear, statistics, fc2Parts } =
      forward;
    const { rows, channels, windows: wide } = blocking;
    const normalised = axesOf(normalization) !== undefined;
    const outcomes = gpu.texture(batchSize, OUTCOME_SLOTS, 4);
    this.outcomes = gpu.target(outcomes);
    this.fc1Gradient = gpu.texture(...fc1KernelGradientSize(rows), rows);
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
    const overImages = () => gpu.texture(HIDDEN_TEXELS, fullImages(batchSize));
    const batchOf = (texture: Texture) => ({ ...gpu.target(texture), height: batchSize });
    const outputGradient = overImages();
    const outputTarget = batchOf(outputGradient);
    const outputProgram = gpu.program(hiddenGradient());
    this.#draws.push((slot) =>
      gpu.draw(outputProgram, outputTarget, [hidden, outcomes, atlas()], {
        slot,
        factor: 1 / keepProbability,
      }),
    );

    // fc1: through its normalization, to its input, and to its kernel.
    let hiddenLinear = outputGradient;
    let fc1Sums: [Texture, Texture] | undefined;
    if (normalised) {
      const { mean, variance } = statistics!.fc1;
      fc1Sums = [gpu.texture(HIDDEN_TEXELS, 1), gpu.texture(HIDDEN_TEXELS, 1)];
      this.#plan(fc1GradientSums(batchSize, epsilon), gpu.target(...fc1Sums), () => [
        outputGradient,
        linear!,
        mean,
        variance,
      ]);
      hiddenLinear = overImages();
      const sums = fc1Sums;
      this.#plan(fc1LinearGradient(batchSize, epsilon), batchOf(hiddenLinear), () => [
        outputGradient,
        linear!,
        mean,
        variance,
        ...sums,
        atlas(),
      ]);
    }
    const pooled2 = gpu.texture(...fc1InputGradientSize(rows, batchSize), rows);
    this.#plan(fc1InputGradient(rows, batchSize), gpu.target(pooled2), () => [hiddenLinear, weights.fc1]);
    this.#plan(fc1KernelGradient(rows, batchSize), this.#fc1Target, () => [pooled.conv2, hiddenLinear]);

    const conv2 = this.#through('conv2', pooled2);
    const pooled1 = gpu.texture(...mapSize(writtenWindows(windows.conv1Pooled, wide), batchSize), 4 * wide);
    this.#plan(conv2InputGradient(wide, batchSize), gpu.target(pooled1), () => [conv2.linear, atlas()]);
    const conv2Parts = gpu.texture(...conv2PartsSize(channels, batchSize), channels);
    this.#plan(conv2KernelGradient(channels, batchSize), gpu.target(conv2Parts), () => [
      pooled.conv1,
      conv2.linear,
    ]);
    this.#plan(conv2KernelSum(channels, batchSize), this.#region(regions['conv2.kernel']), () => [
      conv2Parts,
    ]);

    // conv1's input needs no gradient.
    const conv1 = this.#through('conv1', pooled1);
    const conv1Parts = gpu.texture(...conv1PartsSize(batchSize), 4);
    this.#plan(conv1KernelGradient(batchSize), gpu.target(conv1Parts), () => [forward.images, conv1.linear]);
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
          ...(fc1Sums ? [conv1.scale!, conv2.scale!, ...fc1Sums] : [hiddenLinear]),
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
    const { rows } = this.#forward.blocking;
    const layers = Array.from({ length: rows }, (_, layer) => this.#gpu.read(this.#fc1Target, layer));
    const row = HIDDEN_TEXELS * 4;
    const fc1 = new Float32Array(FLAT_TEXELS * 4 * row);
    for (let k = 0; k < FLAT_TEXELS * 4; k++) {
      const from = Math.floor(k / rows) * row;
      fc1.set(layers[k % rows]!.subarray(from, from + row), k * row);
    }
    const names = parameterNames(this.#forward.normalization);
    return parametersOf(names, this.#gpu.read(this.#atlasTarget), fc1);
  }

  #plan(shader: Shader, target: Target, inputs: () => readonly Texture[]): void {
    const program: Program = this.#gpu.program(shader);
    this.#draws.push(() => this.#gpu.draw(program, target, inputs()));
  }

  #region({ x, y, width, height }: Region): Target {
    return { framebuffer: this.#atlasTarget.framebuffer, x, y, width, height };
  }

  /** Plans the way back from a convolution's pooled output to its linear one. */
  #through(layer: ConvLayer, pooledGradient: Texture): LayerGradient {
    const gpu = this.#gpu;
    const { batchSize, epsilon, normalization, blocking, winners, z, statistics } = this.#forward;
    const axes = axesOf(normalization);
    const plan = { normalization, batchSize, epsilon, wide: blocking.windows, rows: blocking.rows };
    const { width, height, texels } = windows[layer];
    const { mean, variance } = statistics?.[layer] ?? {};
    const normalised = axes ? [z[layer], mean!, variance!] : [];
    const names = axes ? (['shift', 'scale'] as const) : (['shift'] as const);
    const each = names.map((name) => {
      const sums = gpu.texture(width * texels, height, 4);
      this.#plan(gradientSums(layer, name, plan), gpu.target(sums), () => [
        pooledGradient,
        winners[layer],
        ...(name === 'scale' ? normalised : []),
      ]);
      return sums;
    });
    const rows = names.map(() => gpu.texture(texels, height, 1));
    this.#plan(combineSums(layer, 'row', names), gpu.target(...rows), () => each);
    const totals = names.map(() => gpu.texture(texels, 1, 1));
    this.#plan(combineSums(layer, 'map', names), gpu.target(...totals), () => rows);
    const linear = gpu.texture(...mapSize(gradientMaps[layer], batchSize));
    const target = { ...gpu.target(linear), ...mapRegion(gradientMaps[layer], batchSize) };
    const sums = axes === 'per-activation' ? each : totals;
    this.#plan(linearGradient(layer, plan), target, () => [
      pooledGradient,
      winners[layer],
      ...(axes ? [...normalised, ...sums, this.#weights.atlas] : []),
    ]);
    return { shift: totals[0]!, scale: totals[1], linear };
  }
}

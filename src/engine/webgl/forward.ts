/** The way forward for batches of one size: its textures, its draws in their order. */
import type { LabelledBytes } from '../../data/types.ts';
import { type BatchNorm, IMAGE_SIDE, type NormalisedLayer, PIXELS } from '../../domain/network.ts';
import type { Gpu, Program, Target, Texture } from './gpu.ts';
import {
  batchMean,
  batchVariance,
  type ConvLayer,
  combineStatistics,
  normalisePool,
} from './kernels/batch-norm.ts';
import { conv1Forward, conv2Forward } from './kernels/conv-forward.ts';
import { FC1_PARTS, fc1Forward, fc1Normalise, fc1Statistics, fc1Sum, imageBlocks } from './kernels/fc1.ts';
import { FC2_PARTS, fc2Forward, logits } from './kernels/fc2.ts';
import { CLASS_TEXELS, HIDDEN_TEXELS, imagesPerRow, mapSize, maps } from './layout.ts';
import type { Weights } from './weights.ts';

/** Means and variances of a layer. */
export interface Statistics {
  mean: Texture;
  variance: Texture;
}

export type LayerStatistics = Record<NormalisedLayer, Statistics>;

/** What dropout needs to know of a step. */
export interface Dropout {
  seed: number;
  threshold: number;
  factor: number;
}

/** A texture, or several, with the target that writes them. */
interface Written {
  textures: Texture[];
  target: Target;
}

type Programs = Record<'conv1' | 'conv2' | 'fc1' | 'fc2' | 'logits', Program> &
  Partial<Record<'conv1Normalise' | 'conv2Normalise' | 'fc1Sum', Program>>;

export class Forward {
  readonly batchSize: number;
  readonly batchNorm: BatchNorm;
  readonly images: Texture;
  readonly labels: Texture;
  /** Windows of the linear parts' outputs, with BN. */
  readonly z: Record<ConvLayer, Texture | undefined>;
  readonly pooled: Record<ConvLayer, Texture>;
  readonly winners: Record<ConvLayer, Texture>;
  /** fc1 before normalization, with BN. */
  readonly linear: Texture | undefined;
  readonly hidden: Texture;
  /** Parts of the logits. */
  readonly fc2Parts: Texture;
  /** The batch's own statistics, with BN. */
  readonly statistics: LayerStatistics | undefined;
  readonly #gpu: Gpu;
  readonly #weights: Weights;
  readonly #logits: Target;
  readonly #fc1Parts: Written;
  readonly #linearTarget: Target | undefined;
  readonly #hiddenTarget: Target;
  readonly #fc2Target: Target;
  readonly #convTargets: Record<ConvLayer, { z: Target | undefined; pooled: Target }>;
  readonly #statisticsDraws: Record<NormalisedLayer, (() => void)[]>;
  readonly #programs: Programs;
  /** The last draw of fc1, without and with dropout. */
  readonly #hiddenPrograms: { whole: Program; dropped: Program };

  constructor(gpu: Gpu, weights: Weights, batchNorm: BatchNorm, batchSize: number) {
    this.#gpu = gpu;
    this.#weights = weights;
    this.batchSize = batchSize;
    this.batchNorm = batchNorm;
    const normalised = batchNorm !== 'off';
    this.images = gpu.byteTexture(...mapSize(maps.image, batchSize));
    this.labels = gpu.byteTexture(batchSize, 1);
    const conv = (layer: ConvLayer) => {
      const [width, height] = mapSize(maps[layer], batchSize);
      const pooled = gpu.texture(width, height);
      const winners = gpu.texture(width, height);
      const z = normalised ? gpu.texture(width, height, 4) : undefined;
      return {
        pooled,
        winners,
        z,
        targets: { z: z && gpu.target(z), pooled: gpu.target(pooled, winners) },
      };
    };
    const conv1 = conv('conv1');
    const conv2 = conv('conv2');
    this.z = { conv1: conv1.z, conv2: conv2.z };
    this.pooled = { conv1: conv1.pooled, conv2: conv2.pooled };
    this.winners = { conv1: conv1.winners, conv2: conv2.winners };
    this.#convTargets = { conv1: conv1.targets, conv2: conv2.targets };
    this.#fc1Parts = written(gpu, gpu.texture(HIDDEN_TEXELS, imageBlocks(batchSize) * FC1_PARTS, 4));
    this.linear = normalised ? gpu.texture(HIDDEN_TEXELS, batchSize) : undefined;
    this.#linearTarget = this.linear && gpu.target(this.linear);
    this.hidden = gpu.texture(HIDDEN_TEXELS, batchSize);
    this.#hiddenTarget = gpu.target(this.hidden);
    this.fc2Parts = gpu.texture(CLASS_TEXELS * FC2_PARTS, batchSize);
    this.#fc2Target = gpu.target(this.fc2Parts);
    this.#logits = gpu.target(gpu.texture(CLASS_TEXELS, batchSize));
    this.#programs = {
      conv1: gpu.program(conv1Forward(batchSize, normalised)),
      conv2: gpu.program(conv2Forward(batchSize, normalised)),
      fc1: gpu.program(fc1Forward(batchSize)),
      fc2: gpu.program(fc2Forward()),
      logits: gpu.program(logits()),
      ...(normalised && {
        fc1Sum: gpu.program(fc1Sum(batchSize, true, false)),
        conv1Normalise: gpu.program(normalisePool('conv1', batchNorm, batchSize)),
        conv2Normalise: gpu.program(normalisePool('conv2', batchNorm, batchSize)),
      }),
    };
    const last = (dropout: boolean) =>
      gpu.program(normalised ? fc1Normalise(dropout) : fc1Sum(batchSize, false, dropout));
    this.#hiddenPrograms = { whole: last(false), dropped: last(true) };
    const statistics = normalised ? this.#newStatistics() : undefined;
    this.statistics = statistics?.textures;
    this.#statisticsDraws = statistics?.draws ?? { conv1: [], conv2: [], fc1: [] };
  }

  /** Sends a batch to the graphics card: the only upload of a step. */
  upload({ images, labels }: LabelledBytes): void {
    this.#gpu.writeBytes(this.images, arranged(images, this.batchSize));
    this.#gpu.writeBytes(this.labels, labels);
  }

  /** Draws everything up to the parts of the logits, normalised by the batch's statistics or by given ones. */
  run(dropout?: Dropout, given?: LayerStatistics): void {
    const { conv1, conv2, fc1, fc1Sum: sum, fc2 } = this.#programs;
    const { atlas } = this.#weights;
    this.#conv('conv1', conv1, [this.images, atlas], given);
    this.#conv('conv2', conv2, [this.pooled.conv1, atlas], given);
    this.#gpu.draw(fc1, this.#fc1Parts.target, [this.pooled.conv2, this.#weights.fc1]);
    const parts = this.#fc1Parts.textures[0]!;
    let inputs = [parts, atlas];
    if (this.linear) {
      this.#gpu.draw(sum!, this.#linearTarget!, [parts]);
      if (!given) for (const draw of this.#statisticsDraws.fc1) draw();
      const { mean, variance } = (given ?? this.statistics!).fc1;
      inputs = [this.linear, mean, variance, atlas];
    }
    const program = dropout ? this.#hiddenPrograms.dropped : this.#hiddenPrograms.whole;
    this.#gpu.draw(program, this.#hiddenTarget, inputs, { ...dropout });
    this.#gpu.draw(fc2, this.#fc2Target, [this.hidden, atlas]);
  }

  /** The logits, [N, 10]; waits for the graphics card. */
  logits(): Float32Array {
    this.#gpu.draw(this.#programs.logits, this.#logits, [this.fc2Parts, this.#weights.atlas]);
    const padded = this.#gpu.read(this.#logits);
    const values = new Float32Array(this.batchSize * 10);
    for (let i = 0; i < values.length; i++)
      values[i] = padded[Math.floor(i / 10) * 4 * CLASS_TEXELS + (i % 10)]!;
    return values;
  }

  #conv(layer: ConvLayer, program: Program, inputs: Texture[], given: LayerStatistics | undefined): void {
    const targets = this.#convTargets[layer];
    const z = this.z[layer];
    if (!z) {
      this.#gpu.draw(program, targets.pooled, inputs);
      return;
    }
    this.#gpu.draw(program, targets.z!, inputs);
    if (!given) for (const draw of this.#statisticsDraws[layer]) draw();
    const { mean, variance } = (given ?? this.statistics!)[layer];
    const normalise = this.#programs[`${layer}Normalise`]!;
    this.#gpu.draw(normalise, targets.pooled, [z, mean, variance, this.#weights.atlas]);
  }

  #newStatistics(): { textures: LayerStatistics; draws: Record<NormalisedLayer, (() => void)[]> } {
    const conv1 = this.#convStatistics('conv1');
    const conv2 = this.#convStatistics('conv2');
    const mean = this.#gpu.texture(HIDDEN_TEXELS, 1, 1);
    const variance = this.#gpu.texture(HIDDEN_TEXELS, 1, 1);
    const target = this.#gpu.target(mean, variance);
    const program = this.#gpu.program(fc1Statistics(this.batchSize));
    const draw = () => this.#gpu.draw(program, target, [this.linear!]);
    return {
      textures: { conv1: conv1.statistics, conv2: conv2.statistics, fc1: { mean, variance } },
      draws: { conv1: conv1.draws, conv2: conv2.draws, fc1: [draw] },
    };
  }

  #convStatistics(layer: ConvLayer): { statistics: Statistics; draws: (() => void)[] } {
    const gpu = this.#gpu;
    const { width, height, texels } = maps[layer];
    const z = this.z[layer]!;
    const mean = gpu.texture(width * texels, height, 4);
    const variance = gpu.texture(width * texels, height, 4);
    const meanTarget = gpu.target(mean);
    const varianceTarget = gpu.target(variance);
    const meanProgram = gpu.program(batchMean(layer, this.batchSize));
    const varianceProgram = gpu.program(batchVariance(layer, this.batchSize));
    const draws = [
      () => gpu.draw(meanProgram, meanTarget, [z]),
      () => gpu.draw(varianceProgram, varianceTarget, [z, mean]),
    ];
    if (this.batchNorm === 'per-activation') return { statistics: { mean, variance }, draws };
    const row = [gpu.texture(texels, height, 1), gpu.texture(texels, height, 1)] as const;
    const map = [gpu.texture(texels, 1, 1), gpu.texture(texels, 1, 1)] as const;
    const rowTarget = gpu.target(...row);
    const mapTarget = gpu.target(...map);
    const rowProgram = gpu.program(combineStatistics(layer, 'row'));
    const mapProgram = gpu.program(combineStatistics(layer, 'map'));
    draws.push(
      () => gpu.draw(rowProgram, rowTarget, [mean, variance]),
      () => gpu.draw(mapProgram, mapTarget, row),
    );
    return { statistics: { mean: map[0], variance: map[1] }, draws };
  }
}

function written(gpu: Gpu, ...textures: Texture[]): Written {
  return { textures, target: gpu.target(...textures) };
}

/** Images with their padding, below and, in large batches, beside each other, as the input's texture has them. */
function arranged(images: Uint8Array, batchSize: number): Uint8Array {
  const { padding } = maps.image;
  const side = IMAGE_SIDE + 2 * padding;
  const perRow = imagesPerRow(batchSize);
  const [width, height] = mapSize(maps.image, batchSize);
  const bytes = new Uint8Array(width * height);
  for (let n = 0; n < batchSize; n++)
    for (let y = 0; y < IMAGE_SIDE; y++) {
      const row = Math.floor(n / perRow) * side + padding + y;
      const from = n * PIXELS + y * IMAGE_SIDE;
      bytes.set(images.subarray(from, from + IMAGE_SIDE), row * width + (n % perRow) * side + padding);
    }
  return bytes;
}

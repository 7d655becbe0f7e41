/** The way forward for batches of one size: its textures, its draws in their order. */
import type { LabelledBytes } from '../../data/types.ts';
import { CLASSES, type NormalisedLayer } from '../../domain/network.ts';
import type { BatchAxes } from '../../domain/normalization.ts';
import type { Blocking } from './blocking.ts';
import type { ByteTexture, Gpu, Program, Target, Texture } from './gpu.ts';
import { activatePool } from './kernels/activate-pool.ts';
import { batchMean, batchVariance, type ConvLayer, combineStatistics } from './kernels/batch-statistics.ts';
import { conv1Forward } from './kernels/conv1-forward.ts';
import { conv2Forward } from './kernels/convolution.ts';
import { fc1Normalise, fc1Statistics, fc1Sum } from './kernels/fc1-activate.ts';
import { FC1_PARTS, fc1Forward, imageBlocks } from './kernels/fc1-products.ts';
import { FC2_PARTS, fc2Forward } from './kernels/fc2.ts';
import { logits } from './kernels/outcome.ts';
import {
  arrangeImages,
  CLASS_TEXELS,
  HIDDEN_TEXELS,
  imageSize,
  mapRegion,
  mapSize,
  maps,
  windows,
  writtenWindows,
} from './layout.ts';
import { axesOf, type DrawnNormalization } from './normalization.ts';
import { PendingRead } from './pending.ts';
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

type Programs = Record<'conv1' | 'conv2' | 'pool1' | 'pool2' | 'fc1' | 'fc2' | 'logits', Program> & {
  linear?: Program;
  /** The last draw of fc1, without and with dropout. */
  hidden: { whole: Program; dropped: Program };
};

export class Forward {
  readonly batchSize: number;
  /** Added to variances. */
  readonly epsilon: number;
  readonly normalization: DrawnNormalization;
  readonly blocking: Blocking;
  readonly images: ByteTexture;
  readonly labels: ByteTexture;
  /** Windows of the linear parts' outputs. */
  readonly z: Record<ConvLayer, Texture>;
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
  readonly #fc1Parts: Texture;
  readonly #targets: Record<
    'z1' | 'z2' | 'pooled1' | 'pooled2' | 'parts' | 'hidden' | 'fc2' | 'logits',
    Target
  >;
  readonly #linearTarget: Target | undefined;
  readonly #statisticsDraws: Record<NormalisedLayer, (() => void)[]>;
  readonly #programs: Programs;

  constructor(
    gpu: Gpu,
    weights: Weights,
    normalization: DrawnNormalization,
    batchSize: number,
    blocking: Blocking,
    epsilon: number,
  ) {
    this.epsilon = epsilon;
    this.#gpu = gpu;
    this.#weights = weights;
    this.batchSize = batchSize;
    this.normalization = normalization;
    this.blocking = blocking;
    const axes = axesOf(normalization);
    const normalised = axes !== undefined;
    const [width, height] = imageSize(batchSize);
    this.images = gpu.byteTexture(width, height, 4);
    this.labels = gpu.byteTexture(batchSize, 1, 1);
    const map = (layer: ConvLayer) => gpu.texture(...mapSize(maps[layer], batchSize));
    const z = (layer: ConvLayer) =>
      gpu.texture(
        ...mapSize(writtenWindows(windows[layer], blocking.windows), batchSize),
        4 * blocking.windows,
      );
    this.z = { conv1: z('conv1'), conv2: z('conv2') };
    this.pooled = { conv1: map('conv1'), conv2: map('conv2') };
    this.winners = { conv1: map('conv1'), conv2: map('conv2') };
    const blocks = imageBlocks(blocking.rows, batchSize);
    this.#fc1Parts = gpu.texture(HIDDEN_TEXELS, blocks * FC1_PARTS, blocking.rows);
    this.linear = normalised ? gpu.texture(HIDDEN_TEXELS, batchSize) : undefined;
    this.#linearTarget = this.linear && gpu.target(this.linear);
    this.hidden = gpu.texture(HIDDEN_TEXELS, batchSize);
    this.fc2Parts = gpu.texture(CLASS_TEXELS * FC2_PARTS, batchSize);
    const pooled = (layer: ConvLayer) => ({
      ...gpu.target(this.pooled[layer], this.winners[layer]),
      ...mapRegion(maps[layer], batchSize),
    });
    this.#targets = {
      z1: gpu.target(this.z.conv1),
      z2: gpu.target(this.z.conv2),
      pooled1: pooled('conv1'),
      pooled2: pooled('conv2'),
      parts: gpu.target(this.#fc1Parts),
      hidden: gpu.target(this.hidden),
      fc2: gpu.target(this.fc2Parts),
      logits: gpu.target(gpu.texture(CLASS_TEXELS, batchSize)),
    };
    const last = (dropout: boolean) =>
      gpu.program(
        normalised ? fc1Normalise(dropout, epsilon) : fc1Sum(blocking.rows, batchSize, false, dropout),
      );
    this.#programs = {
      conv1: gpu.program(conv1Forward(blocking.windows, batchSize)),
      conv2: gpu.program(conv2Forward(blocking.windows, batchSize)),
      pool1: gpu.program(activatePool('conv1', normalization, blocking.windows, batchSize, epsilon)),
      pool2: gpu.program(activatePool('conv2', normalization, blocking.windows, batchSize, epsilon)),
      fc1: gpu.program(fc1Forward(blocking.rows, batchSize)),
      fc2: gpu.program(fc2Forward()),
      logits: gpu.program(logits()),
      hidden: { whole: last(false), dropped: last(true) },
      ...(normalised && { linear: gpu.program(fc1Sum(blocking.rows, batchSize, true, false)) }),
    };
    const statistics = axes && this.#newStatistics(axes);
    this.statistics = statistics?.textures;
    this.#statisticsDraws = statistics?.draws ?? { conv1: [], conv2: [], fc1: [] };
  }

  /** Sends a batch to the graphics card: the only upload of a step. */
  upload({ images, labels }: LabelledBytes): void {
    this.#gpu.writeBytes(this.images, arrangeImages(images, this.batchSize));
    this.#gpu.writeBytes(this.labels, labels);
  }

  /** Draws everything up to the parts of the logits, normalised by the batch's statistics or by given ones. */
  run(dropout?: Dropout, given?: LayerStatistics): void {
    const { conv1, conv2, pool1, pool2, fc1, linear, hidden, fc2 } = this.#programs;
    const { z1, z2, pooled1, pooled2, parts, hidden: hiddenTarget, fc2: fc2Target } = this.#targets;
    const { atlas } = this.#weights;
    this.#gpu.draw(conv1, z1, [this.images, atlas]);
    this.#gpu.draw(pool1, pooled1, [this.z.conv1, atlas, ...this.#statisticsOf('conv1', given)]);
    this.#gpu.draw(conv2, z2, [this.pooled.conv1, atlas]);
    this.#gpu.draw(pool2, pooled2, [this.z.conv2, atlas, ...this.#statisticsOf('conv2', given)]);
    this.#gpu.draw(fc1, parts, [this.pooled.conv2, this.#weights.fc1]);
    let inputs = [this.#fc1Parts, atlas];
    if (this.linear) {
      this.#gpu.draw(linear!, this.#linearTarget!, [this.#fc1Parts]);
      inputs = [this.linear, ...this.#statisticsOf('fc1', given), atlas];
    }
    this.#gpu.draw(dropout ? hidden.dropped : hidden.whole, hiddenTarget, inputs, { ...dropout });
    this.#gpu.draw(fc2, fc2Target, [this.hidden, atlas]);
  }

  /** The logits, [N, 10]; waits for the graphics card. */
  drawLogits(): Float32Array {
    return this.unpadded(this.#gpu.read(this.#drawnLogits()));
  }

  /** The logits on their way, padded. */
  readLogits(): PendingRead {
    return new PendingRead(this.#gpu, this.#drawnLogits());
  }

  /** [N, 10] from the texels of the logits. */
  unpadded(texels: Float32Array): Float32Array {
    const place = (i: number) => Math.floor(i / CLASSES) * 4 * CLASS_TEXELS + (i % CLASSES);
    return Float32Array.from({ length: this.batchSize * CLASSES }, (_, i) => texels[place(i)]!);
  }

  #drawnLogits(): Target {
    const target = this.#targets.logits;
    this.#gpu.draw(this.#programs.logits, target, [this.fc2Parts, this.#weights.atlas]);
    return target;
  }

  /** Mean and variance for a layer, drawn from the batch unless they are given; without BN nothing. */
  #statisticsOf(layer: NormalisedLayer, given: LayerStatistics | undefined): Texture[] {
    if (!this.statistics) return [];
    if (!given) for (const draw of this.#statisticsDraws[layer]) draw();
    const { mean, variance } = (given ?? this.statistics)[layer];
    return [mean, variance];
  }

  #newStatistics(axes: BatchAxes): {
    textures: LayerStatistics;
    draws: Record<NormalisedLayer, (() => void)[]>;
  } {
    const conv1 = this.#convStatistics('conv1', axes);
    const conv2 = this.#convStatistics('conv2', axes);
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

  #convStatistics(layer: ConvLayer, axes: BatchAxes): { statistics: Statistics; draws: (() => void)[] } {
    const gpu = this.#gpu;
    const { width, height, texels } = windows[layer];
    const z = this.z[layer];
    const wide = this.blocking.windows;
    const mean = gpu.texture(width * texels, height, 4);
    const variance = gpu.texture(width * texels, height, 4);
    const meanTarget = gpu.target(mean);
    const varianceTarget = gpu.target(variance);
    const meanProgram = gpu.program(batchMean(layer, wide, this.batchSize));
    const varianceProgram = gpu.program(batchVariance(layer, wide, this.batchSize));
    const draws = [
      () => gpu.draw(meanProgram, meanTarget, [z]),
      () => gpu.draw(varianceProgram, varianceTarget, [z, mean]),
    ];
    if (axes === 'per-activation') return { statistics: { mean, variance }, draws };
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

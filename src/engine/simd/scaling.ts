/** What a hidden layer's sums are normalised by, y = (z − mean) · scale + shift, in the memory of the kernels. */
import { type NormalisedLayer, statisticsShape } from '../../domain/network.ts';
import type { Address, Arena } from './arena.ts';
import { convLayers, type Grouping, groupingOf, mapShapes } from './layers.ts';
import { type Blocks, blocksOf, fixedStatisticsOf, type KernelNormalization } from './normalization.ts';
import type { Weights } from './weights.ts';

export interface Scaling {
  layer: NormalisedLayer;
  /** False for a layer with a bias alone, whose mean is 0 and whose scale is 1. */
  normalised: boolean;
  /** Of what has means of its own; undefined where the means are those below, and so they are by fixed statistics. */
  blocks?: Blocks | undefined;
  /** Number of means, and of each of the others but gamma and the shift; 0 where each image has its own. */
  size: number;
  grouping: Grouping;
  mean: Address;
  variance: Address;
  /** 1 / √(variance + ε). */
  inverse: Address;
  /** Gamma, one for each channel; 0 where there is none. */
  gamma: Address;
  /** Gamma · inverse. */
  scale: Address;
  /** Beta or the bias, one for each channel. */
  shift: Address;
  /** Means of the output's gradient, and of its product with the normalised values. */
  meanGradient: Address;
  meanProduct: Address;
}

/** Of a layer that is normalised in blocks. */
export type BlockScaling = Scaling & { blocks: Blocks };

const TOGETHER: Grouping = { groups: 1, members: 1, perPixel: 0 };

export function scalingOf(
  arena: Arena,
  weights: Weights,
  layer: NormalisedLayer,
  normalization: KernelNormalization,
): Scaling {
  const region = (count: number) => arena.region(count);
  if (normalization.kind === 'none') {
    const size = mapShapes[layer].channels;
    const none = { variance: 0, inverse: 0, gamma: 0, meanGradient: 0, meanProduct: 0 };
    return {
      layer,
      normalised: false,
      size,
      grouping: TOGETHER,
      ...none,
      mean: region(size),
      scale: arena.regionOf(new Float32Array(size).fill(1)),
      shift: weights.at(`${layer}.bias`),
    };
  }
  const axes = fixedStatisticsOf(normalization)?.axes;
  const size = axes ? statisticsShape(layer, axes).reduce((product, side) => product * side, 1) : 0;
  return {
    layer,
    normalised: true,
    blocks: blocksOf(normalization, mapShapes[layer].channels),
    size,
    grouping: layer === 'fc1' || !axes ? TOGETHER : groupingOf(convLayers[layer], axes),
    mean: region(size),
    variance: region(size),
    inverse: region(size),
    gamma: weights.at(`${layer}.gamma`),
    scale: region(size),
    shift: weights.at(`${layer}.beta`),
    meanGradient: region(size),
    meanProduct: region(size),
  };
}

/** Whether a layer is normalised in blocks. */
export function hasBlocks(scaling: Scaling): scaling is BlockScaling {
  return scaling.blocks !== undefined;
}

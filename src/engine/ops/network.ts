/**
 * The network forward and backward, as a plain list of operations in the order in which they happen.
 *
 * There is no tape of tfjs: each layer has its own way back, made of forward operations that every backend
 * has and runs fast. Tensors that outlive a function are handed over by name and disposed by the caller.
 */
import {
  add,
  concat,
  dispose,
  keep,
  mul,
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { RunConfig } from '../../domain/config.ts';
import type { NormalisedLayer, ParameterName } from '../../domain/network.ts';
import { convInputGradient, convKernelGradient, convolve } from './conv.ts';
import {
  asMap,
  disposeTape,
  type HiddenTape,
  hiddenBackward,
  hiddenEvaluate,
  hiddenForward,
  type Scale,
} from './hidden-layer.ts';
import { lossGradient } from './loss.ts';
import { columnBlocks, multiply, multiplyBlocks } from './matmul.ts';
import type { LayerNoise, Normalizer, Statistics } from './normalizer.ts';
import { channelSum } from './reduce.ts';

/** The trained tensors: each by its name, and fc1's kernel in blocks of rows. */
export interface Weights {
  of(name: Exclude<ParameterName, 'fc1.kernel'>): Tensor;
  fc1Blocks: readonly Tensor2D[];
}
/** By tensor; of fc1's kernel one for each block. */
export type Gradients = Map<ParameterName, Tensor[]>;
/** Gives a layer's statistics at evaluation. */
export type StatisticsOf = (layer: NormalisedLayer) => Statistics;

/** Gives the noise of a layer in a step. */
export type NoiseOf = (layer: NormalisedLayer) => LayerNoise;

export interface Forward {
  logits: Tensor2D;
  conv1: HiddenTape;
  conv2: HiddenTape;
  fc1: HiddenTape;
  /** fc1's output after dropout, [N, 1024]; fc1's own output where nothing is dropped. */
  hidden: Tensor2D;
}

/**
 * The way forward in training. `mask` holds dropout's factors, [N, 1024], or nothing without dropout. `keepsSums`: what goes
 * into each normalization stays on its tape. `noiseOf` gives what is added behind each.
 */
export function forward(
  x: Tensor4D,
  weights: Weights,
  normalizer: Normalizer | undefined,
  mask: Tensor2D | undefined,
  { keepsSums = false, noiseOf }: { keepsSums?: boolean; noiseOf?: NoiseOf | undefined } = {},
): Forward {
  const conv1 = hiddenForward(
    convolve(x, weights.of('conv1.kernel') as Tensor4D),
    scaleOf('conv1', weights, normalizer),
    true,
    { keepsSums, noise: noiseOf?.('conv1') },
  );
  const conv2 = hiddenForward(
    convolve(conv1.output, weights.of('conv2.kernel') as Tensor4D),
    scaleOf('conv2', weights, normalizer),
    true,
    { keepsSums, noise: noiseOf?.('conv2') },
  );
  const fc1 = hiddenForward(
    tidy(() => asMap(multiplyBlocks(flat(conv2.output), weights.fc1Blocks))),
    scaleOf('fc1', weights, normalizer),
    false,
    { keepsSums, noise: noiseOf?.('fc1') },
  );
  const hidden = tidy(() => (mask ? mul<Tensor2D>(flat(fc1.output), mask) : flat(fc1.output)));
  return { logits: lastLayer(hidden, weights), conv1, conv2, fc1, hidden };
}

/** Gradients of all trained tensors. `labels` are one-hot, [N, 10]. */
export function backward(
  x: Tensor4D,
  labels: Tensor2D,
  { logits, conv1, conv2, fc1, hidden }: Forward,
  weights: Weights,
  normalizer: Normalizer | undefined,
  loss: RunConfig['loss'],
  mask: Tensor2D | undefined,
): Gradients {
  const gradients: Gradients = new Map();
  const hiddenGradient = (layer: NormalisedLayer, dOutput: Tensor4D, tape: HiddenTape): Tensor4D => {
    const back = hiddenBackward(dOutput, tape, scaleOf(layer, weights, normalizer));
    for (const [name, gradient] of Object.entries(back.gradients))
      gradients.set(`${layer}.${name}` as ParameterName, [keep(gradient)]);
    return back.dz;
  };
  tidy(() => {
    const dLogits = lossGradient(logits, labels, loss);
    gradients.set('fc2.kernel', [keep(multiply(hidden, dLogits, { transposeA: true }))]);
    gradients.set('fc2.bias', [keep(channelSum(asMap(dLogits)))]);

    const dHidden = multiply(dLogits, weights.of('fc2.kernel') as Tensor2D, { transposeB: true });
    const dFc1 = hiddenGradient('fc1', asMap(mask ? mul(dHidden, mask) : dHidden), fc1);
    const blocks = columnBlocks(flat(conv2.output), weights.fc1Blocks.length);
    gradients.set(
      'fc1.kernel',
      blocks.map((block) => keep(multiply(block, flat(dFc1), { transposeA: true }))),
    );
    const dBlocks = weights.fc1Blocks.map((block) => multiply(flat(dFc1), block, { transposeB: true }));
    const dFlat = concat(dBlocks, 1);
    const dConv2 = hiddenGradient('conv2', reshape(dFlat, conv2.output.shape), conv2);
    gradients.set('conv2.kernel', [keep(convKernelGradient(conv1.output, dConv2))]);

    const dPool1 = convInputGradient(dConv2, weights.of('conv2.kernel') as Tensor4D);
    const dConv1 = hiddenGradient('conv1', dPool1, conv1);
    gradients.set('conv1.kernel', [keep(convKernelGradient(x, dConv1))]);
  });
  return gradients;
}

/** Logits without dropout, [N, 10], under given statistics, which a network without a normalizer does not need. */
export function evaluate(
  x: Tensor4D,
  weights: Weights,
  normalizer: Normalizer | undefined,
  statisticsOf: StatisticsOf | undefined,
): Tensor2D {
  return tidy(() => {
    const layer = (name: NormalisedLayer, z: Tensor4D, pooled: boolean): Tensor4D =>
      hiddenEvaluate(z, scaleOf(name, weights, normalizer), statisticsOf?.(name), pooled);
    const conv1 = layer('conv1', convolve(x, weights.of('conv1.kernel') as Tensor4D), true);
    const conv2 = layer('conv2', convolve(conv1, weights.of('conv2.kernel') as Tensor4D), true);
    const fc1 = layer('fc1', asMap(multiplyBlocks(flat(conv2), weights.fc1Blocks)), false);
    return lastLayer(flat(fc1), weights);
  });
}

export function disposeForward({ logits, hidden, conv1, conv2, fc1 }: Forward): void {
  dispose([logits, hidden]);
  for (const tape of [conv1, conv2, fc1]) disposeTape(tape);
}

function lastLayer(hidden: Tensor2D, weights: Weights): Tensor2D {
  return tidy(() => add(multiply(hidden, weights.of('fc2.kernel') as Tensor2D), weights.of('fc2.bias')));
}

/** [N, …] as [N, all else]. */
function flat(x: Tensor): Tensor2D {
  return reshape(x, [x.shape[0]!, x.size / x.shape[0]!]);
}

function scaleOf(layer: NormalisedLayer, weights: Weights, normalizer: Normalizer | undefined): Scale {
  const read = (name: Exclude<ParameterName, 'fc1.kernel'>) => weights.of(name) as Tensor1D;
  if (!normalizer) return { bias: read(`${layer}.bias`) };
  return { gamma: read(`${layer}.gamma`), beta: read(`${layer}.beta`), normalizer };
}

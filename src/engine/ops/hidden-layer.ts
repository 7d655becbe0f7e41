/**
 * What follows the linear part of each hidden layer: a normalization or a bias, max-pooling (after a
 * convolution) and relu.
 *
 * Relu and bias come after the pooling, where there are four times fewer values: max(x) + b = max(x + b) and
 * relu(max(x)) = max(relu(x)), also in floating point. Normalization stays before it, as γ may be negative.
 */
import {
  add,
  dispose,
  mul,
  relu,
  reshape,
  step,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { LayerNoise, Normalised, Normalizer, Statistics } from './normalizer.ts';
import { pool, poolGradient } from './pool.ts';
import { channelSum } from './reduce.ts';

/** The trained tensors between a linear part and its relu, and what normalises before they scale. */
export type Scale = { bias: Tensor1D } | { gamma: Tensor1D; beta: Tensor1D; normalizer: Normalizer };
/** Gradients of a `Scale`, by the same names. */
export type ScaleGradient = Record<string, Tensor>;

/** Values of the way forward that the way back needs. */
export interface HiddenTape {
  /** Input of the pooling; the linear part's output when nothing is pooled. */
  wide: Tensor4D;
  /** Output of the pooling, before bias and relu. */
  narrow: Tensor4D;
  /** Output of the layer. */
  output: Tensor4D;
  normalised?: Normalised;
  /** What noise multiplied the normalized values by, where there was some. */
  factor?: Tensor4D;
  /** Input of the normalization, where it was asked for. */
  sums?: Tensor4D;
}

/** `z` is the linear part's output, [N, H, W, C]; it belongs to the tape from then on. */
export function hiddenForward(
  z: Tensor4D,
  scale: Scale,
  pooled: boolean,
  { keepsSums = false, noise }: { keepsSums?: boolean; noise?: LayerNoise | undefined } = {},
): HiddenTape {
  if ('bias' in scale) {
    const narrow = pooled ? pool(z) : z;
    return { wide: z, narrow, output: tidy(() => relu(add<Tensor4D>(narrow, scale.bias))) };
  }
  const normalised = scale.normalizer.forward(z, scale.gamma, scale.beta);
  if (noise) addNoise(normalised, noise);
  if (!keepsSums) z.dispose();
  const narrow = pooled ? pool(normalised.y) : normalised.y;
  return {
    wide: normalised.y,
    narrow,
    output: relu(narrow),
    normalised,
    ...(keepsSums && { sums: z }),
    ...(noise && { factor: noise.factor }),
  };
}

/** Takes the noise's shift; its factor is for the way back. */
function addNoise(normalised: Normalised, { factor, shift }: LayerNoise): void {
  const quiet = normalised.y;
  normalised.y = tidy(() => add<Tensor4D>(mul(quiet, factor), shift));
  dispose([quiet, shift]);
}

/** Gradients of the linear part's output and of the scale, from that of the layer's output. */
export function hiddenBackward(
  dOutput: Tensor4D,
  tape: HiddenTape,
  scale: Scale,
): { dz: Tensor4D; gradients: ScaleGradient } {
  return tidy(() => {
    const dNarrow = mul<Tensor4D>(dOutput, step(tape.output));
    const dWide = tape.wide === tape.narrow ? dNarrow : poolGradient(dNarrow, tape.wide, tape.narrow);
    if ('bias' in scale) return { dz: dWide, gradients: { bias: channelSum(dNarrow) } };
    const dNormalised = tape.factor ? mul<Tensor4D>(dWide, tape.factor) : dWide;
    const { dx, dGamma, dBeta } = scale.normalizer.backward(dNormalised, tape.normalised!, scale.gamma);
    return { dz: dx, gradients: { gamma: dGamma, beta: dBeta } };
  });
}

/** The layer's output under fixed statistics, without a tape; disposes `z`. */
export function hiddenEvaluate(
  z: Tensor4D,
  scale: Scale,
  statistics: Statistics | undefined,
  pooled: boolean,
) {
  const output = tidy(() => {
    if ('bias' in scale) return relu(add<Tensor4D>(pooled ? pool(z) : z, scale.bias));
    const { gamma, beta, normalizer } = scale;
    if (!normalizer.fixed || !statistics)
      throw new Error('A layer that is evaluated without a tape needs fixed statistics.');
    const y = normalizer.fixed.evaluate(z, gamma, beta, statistics);
    return relu(pooled ? pool(y) : y);
  });
  z.dispose();
  return output;
}

/** A fully connected layer's activations in the form of a convolution's: [N, C] as [N, 1, 1, C]. */
export function asMap(x: Tensor): Tensor4D {
  return reshape(x, [x.shape[0]!, 1, 1, x.size / x.shape[0]!]);
}

/** Disposes a tape and all on it; a tensor that stands there twice is disposed once. */
export function disposeTape(tape: HiddenTape): void {
  const { normalised, ...values } = tape;
  const { statistics, ...between } = normalised ?? {};
  dispose({ ...values, ...between, ...statistics });
}

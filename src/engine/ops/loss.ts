/** Gradient of each loss by the logits, shape [batch, 10]. The loss itself is read off the logits. */
import {
  div,
  fill,
  greater,
  mul,
  softmax,
  sub,
  sum,
  type Tensor2D,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import type { RunConfig } from '../../domain/config.ts';
import { constant } from './constant.ts';

/** `labels` are one-hot, [batch, 10]. */
export function lossGradient(logits: Tensor2D, labels: Tensor2D, loss: RunConfig['loss']): Tensor2D {
  return tidy(() => gradients[loss](logits, labels));
}

const gradients: Record<RunConfig['loss'], (logits: Tensor2D, labels: Tensor2D) => Tensor2D> = {
  'softmax-cross-entropy': (logits, labels) => div(sub(softmax(logits), labels), constant(logits.shape[0])),

  // The outer loss sees p = softmax(z) as its logits: dp = (softmax(p) − y) / batch, and the inner softmax
  // takes it back to z by its Jacobian, dz = p·(dp − Σ p·dp).
  'double-softmax': (logits, labels) => {
    const p = softmax(logits);
    const dp = div<Tensor2D>(sub(softmax(p), labels), constant(logits.shape[0]));
    return mul(p, sub(dp, sum(mul(p, dp), 1, true)));
  },

  // TensorFlow differentiates y·log(p) to y/p, which is 0/0 = NaN where p underflowed. The NaN is put there
  // by hand, because a WebGL division may answer 1.
  'sum-log': (logits, labels) => {
    const p = softmax(logits);
    const failing = where(greater(p, constant(0)), p, fill(p.shape, Number.NaN)) as Tensor2D;
    return sub(failing, labels);
  },
};

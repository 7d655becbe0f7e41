/**
 * Loss, hits and answers read off the logits.
 *
 * They are computed here, in float64, from the logits that an engine reads back: divergence is looked for on
 * the CPU because `isnan` is unreliable on some GPUs.
 */
import type { RunConfig } from './config.ts';
import { CLASSES } from './network.ts';

export interface LogitSummary {
  /** Loss of the batch: a mean over its images, for `sum-log` their sum. NaN when any number is not finite. */
  loss: number;
  correct: number;
  /** Mean over the images of the largest softmax probability, in (0.1, 1]: at 1 the first softmax is saturated. */
  saturation: number;
  /** Answers by class. */
  predictions: number[];
  /** Images by label and answer, shape [10, 10], row-major. */
  confusion: number[];
  /** Whether all logits were finite. */
  finite: boolean;
}

/** Reads logits of shape [images, 10] against their labels. */
export function summarizeLogits(
  logits: Float32Array,
  labels: Uint8Array,
  loss: RunConfig['loss'],
): LogitSummary {
  const predictions = new Array<number>(CLASSES).fill(0);
  const confusion = new Array<number>(CLASSES * CLASSES).fill(0);
  let sum = 0;
  let correct = 0;
  let confidence = 0;
  for (let i = 0; i < labels.length; i++) {
    const row = logits.subarray(i * CLASSES, (i + 1) * CLASSES);
    const label = labels[i]!;
    const answer = argMax(row);
    predictions[answer]!++;
    confusion[label * CLASSES + answer]!++;
    if (answer === label) correct++;
    sum += imageLoss[loss](row, label);
    confidence += largestProbability(row);
  }
  return {
    loss: loss === 'sum-log' ? sum : sum / labels.length,
    correct,
    saturation: confidence / labels.length,
    predictions,
    confusion,
    finite: logits.every(Number.isFinite),
  };
}

/**
 * Gradient of the loss of a batch by its logits, shape [images, 10], row-major. NaN where a loss has no gradient that
 * float32 could tell.
 */
export function lossGradient(
  logits: Float32Array,
  labels: Uint8Array,
  loss: RunConfig['loss'],
): Float32Array<ArrayBuffer> {
  const gradient = new Float32Array(logits.length);
  for (let i = 0; i < labels.length; i++) {
    const row = logits.subarray(i * CLASSES, (i + 1) * CLASSES);
    gradient.set(imageGradient[loss](row, labels[i]!, labels.length).map(settled), i * CLASSES);
  }
  return gradient;
}

/**
 * 0 in place of a gradient that no weight feels: where softmax is saturated it is a number below 1e-38, and each product with
 * one takes some processors a hundred times as long.
 */
function settled(gradient: number): number {
  return Math.abs(gradient) < 1e-25 ? 0 : gradient;
}

/** Probabilities of the first `images`, or of all where they are fewer, shape [images, 10], row-major; undefined where a logit is no finite number. */
export function probabilitiesOf(logits: Float32Array, images: number): number[] | undefined {
  const wanted = logits.subarray(0, images * CLASSES);
  if (!wanted.every(Number.isFinite)) return undefined;
  return Array.from({ length: wanted.length / CLASSES }, (_, i) =>
    softmax(wanted.subarray(i * CLASSES, (i + 1) * CLASSES)),
  ).flat();
}

/** The class that each row of logits answers, shape [images, 10]. */
export function answersIn(logits: Float32Array): number[] {
  return Array.from({ length: logits.length / CLASSES }, (_, i) =>
    argMax(logits.subarray(i * CLASSES, (i + 1) * CLASSES)),
  );
}

/** Index of the largest value, the first of equals; 0 where nothing compares, as with NaN. */
export function argMax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/** The largest of softmax(z) is exp(0) over the sum of exp(z − max). */
function largestProbability(z: Float32Array): number {
  const max = Math.max(...z);
  return 1 / z.reduce((sum, value) => sum + Math.exp(value - max), 0);
}

type ImageLoss = (logits: Float32Array, label: number) => number;

const imageLoss: Record<RunConfig['loss'], ImageLoss> = {
  'softmax-cross-entropy': crossEntropy,
  // The article's code feeds probabilities to a loss that expects logits.
  'double-softmax': (logits, label) => crossEntropy(softmax(logits), label),
  // 2015's tutorial sums y·log(p) over all classes, so one p that underflows to 0 gives 0·-∞ = NaN.
  'sum-log': (logits, label) => {
    const p = softmax(logits).map(Math.fround);
    return p.some((value) => value === 0) ? Number.NaN : -Math.log(p[label]!);
  },
};

/** Gradient by the logits of one image among `images`. */
type ImageGradient = (logits: Float32Array, label: number, images: number) => number[];

const imageGradient: Record<RunConfig['loss'], ImageGradient> = {
  'softmax-cross-entropy': (logits, label, images) =>
    softmax(logits).map((p, k) => (p - (k === label ? 1 : 0)) / images),
  // The outer loss sees p = softmax(z) as its logits: dp = (softmax(p) − y) / images, and the inner softmax takes it
  // back to z by its Jacobian, dz = p·(dp − Σ p·dp).
  'double-softmax': (logits, label, images) => {
    const p = softmax(logits);
    const dp = softmax(p).map((q, k) => (q - (k === label ? 1 : 0)) / images);
    const shared = p.reduce((sum, value, k) => sum + value * dp[k]!, 0);
    return p.map((value, k) => value * (dp[k]! - shared));
  },
  // TensorFlow differentiates y·log(p) to y/p, which is 0/0 = NaN where p underflowed.
  'sum-log': (logits, label) =>
    softmax(logits).map((p, k) => (Math.fround(p) === 0 ? Number.NaN : p - (k === label ? 1 : 0))),
};

/** Cross-entropy of softmax(z) against one class: log Σ exp(z) − z[label]. */
function crossEntropy(z: ArrayLike<number>, label: number): number {
  const values = Array.from(z);
  const max = Math.max(...values);
  return max + Math.log(values.reduce((sum, value) => sum + Math.exp(value - max), 0)) - values[label]!;
}

function softmax(z: ArrayLike<number>): number[] {
  const values = Array.from(z);
  const max = Math.max(...values);
  const exponentials = values.map((value) => Math.exp(value - max));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / sum);
}

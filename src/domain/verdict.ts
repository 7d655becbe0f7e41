/**
 * What became of a run: learning, plateau, collapsed to one class, or NaN.
 *
 * Accuracy alone cannot tell: a network whose numbers are NaN answers 0 to everything and scores the share
 * of zeros (9.80 %), one that is stuck on class 1 scores the share of ones (11.35 %). So the verdict looks
 * at the predictions.
 */

import * as z from 'zod/mini';

/** One look at test images: how many were right, and how often each class was the answer. */
export interface Evaluation {
  /** Training steps made before it. */
  step: number;
  /** Test images looked at. */
  count: number;
  correct: number;
  /** Answers by class; their sum is `count`. */
  predictions: readonly number[];
  /** Whether all logits were finite numbers. */
  finite: boolean;
}

const step = z.int().check(z.minimum(0));

export const verdictSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('learning'), step }),
  z.object({ kind: z.literal('plateau'), step }),
  z.object({ kind: z.literal('collapsed'), step, class: z.int() }),
  z.object({ kind: z.literal('nan'), step }),
]);
export type Verdict = z.infer<typeof verdictSchema>;

/** A network that gives one answer to at least this share of the images has collapsed. */
const COLLAPSED_SHARE = 0.995;
/** A run that gained less than this accuracy over `PLATEAU_STEPS`, and is not good yet, is on a plateau. */
const PLATEAU_GAIN = 0.02;
const PLATEAU_STEPS = 150;
const GOOD_ACCURACY = 0.9;

/**
 * The verdict after the evaluations so far, in order of steps. `lossFailedAt` is the first step whose loss
 * was not a finite number. The step of a verdict is the one since which it holds.
 */
export function verdictOf(evaluations: readonly Evaluation[], lossFailedAt?: number): Verdict {
  const failed = evaluations.find((evaluation) => !evaluation.finite)?.step;
  if (failed !== undefined || lossFailedAt !== undefined)
    return { kind: 'nan', step: Math.min(failed ?? Infinity, lossFailedAt ?? Infinity) };
  const last = evaluations.at(-1);
  // Before training, any answer is as good as another: nothing can be said yet.
  if (!last || last.step === 0) return { kind: 'waiting' };
  return collapse(evaluations) ?? plateau(evaluations) ?? { kind: 'learning', step: last.step };
}

function dominantClass({ predictions, count }: Evaluation): number | undefined {
  const index = predictions.findIndex((answers) => answers >= COLLAPSED_SHARE * count);
  return index < 0 ? undefined : index;
}

function collapse(evaluations: readonly Evaluation[]): Verdict | undefined {
  const index = dominantClass(evaluations.at(-1)!);
  if (index === undefined) return undefined;
  let since = evaluations.length - 1;
  while (since > 0 && dominantClass(evaluations[since - 1]!) === index) since--;
  return { kind: 'collapsed', step: evaluations[since]!.step, class: index };
}

function plateau(evaluations: readonly Evaluation[]): Verdict | undefined {
  const last = evaluations.at(-1)!;
  if (accuracyOf(last) >= GOOD_ACCURACY) return undefined;
  let since = evaluations.length - 1;
  // Walks back for as long as everything seen since lies within the gain of what was there before.
  let best = accuracyOf(last);
  while (since > 0 && best - accuracyOf(evaluations[since - 1]!) < PLATEAU_GAIN) {
    since--;
    best = Math.max(best, accuracyOf(evaluations[since]!));
  }
  const step = evaluations[since]!.step;
  return last.step - step >= PLATEAU_STEPS ? { kind: 'plateau', step } : undefined;
}

/** Share of the images that were answered rightly, in [0, 1]. */
export function accuracyOf({ correct, count }: Evaluation): number {
  return correct / count;
}

/**
 * What became of a run: learning, plateau, fallen back, collapsed to one class, or NaN.
 *
 * Accuracy alone cannot tell: a network whose numbers are NaN answers 0 to everything and scores the share
 * of zeros (9.80 %), one that is stuck on class 1 scores the share of ones (11.35 %). So the verdict looks
 * at the predictions.
 */

import * as z from 'zod/mini';
import { classCount, type DataSet, MNIST } from './data-set.ts';
import { SHOWN_DIGITS } from './digits.ts';
import { CLASSES } from './network.ts';

const step = z.int().check(z.minimum(0));

/** One look at test images: how many were right, and how often each class was the answer. */
export const evaluationSchema = z.object({
  /** Training steps made before it. */
  step,
  /** Test images looked at. */
  count: z.int(),
  correct: z.int(),
  /** Answers by class; their sum is `count`. */
  predictions: z.array(z.int()),
  /** Images by label and answer, shape [10, 10], row-major. */
  confusion: z.optional(z.array(z.int()).check(z.length(CLASSES * CLASSES))),
  /** Probabilities of the test images that are shown, `SHOWN_DIGITS` or all, shape [images, 10], where they are numbers. */
  digits: z.optional(
    z.array(z.number()).check(
      z.minLength(CLASSES),
      z.maxLength(SHOWN_DIGITS * CLASSES),
      z.refine((all) => all.length % CLASSES === 0),
    ),
  ),
  /** Whether all logits were finite numbers. */
  finite: z.boolean(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

export const verdictSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('learning'), step }),
  z.object({ kind: z.literal('plateau'), step }),
  /** It had learned, to an accuracy of `from`, and lost much of it since that step. */
  z.object({ kind: z.literal('fallen'), step, from: z.number() }),
  z.object({ kind: z.literal('collapsed'), step, class: z.int() }),
  z.object({ kind: z.literal('nan'), step }),
]);
export type Verdict = z.infer<typeof verdictSchema>;

/** A network that gives one answer to at least this share of the images has collapsed. */
const COLLAPSED_SHARE = 0.995;
/** One that has collapsed was collapsing while it gave one answer to this share, or stood this near to where it ended. */
const COLLAPSING_SHARE = 0.9;
const FLAT_GAIN = 0.02;
/** What is more than chance gives, and by less than this, may still be chance. */
const CHANCE_MARGIN = 0.1;
/** A run that is this much below its best accuracy has fallen back. The whole test set is easier than its first tenth by 0.02. */
const FALLEN = 0.1;
/** A run that gained less than this accuracy over `PLATEAU_STEPS`, and is not good yet, is on a plateau. */
const PLATEAU_GAIN = 0.02;
const PLATEAU_STEPS = 150;
/** From here on a run has learned what there is to learn, give or take. */
export const GOOD_ACCURACY = 0.9;

/**
 * The verdict after the evaluations so far, in order of steps. The step of a verdict is the one since which it holds.
 *
 * @param more `lossFailedAt`: the first step whose loss was not a finite number. `rateChangedAt`: the last step from which
 * on another learning rate held; what was flat before it says nothing of what comes after. `data`: MNIST without.
 */
export function verdictOf(
  evaluations: readonly Evaluation[],
  {
    lossFailedAt,
    rateChangedAt = 0,
    data = MNIST,
  }: { lossFailedAt?: number | undefined; rateChangedAt?: number; data?: DataSet } = {},
): Verdict {
  const failed = evaluations.find((evaluation) => !evaluation.finite)?.step;
  if (failed !== undefined || lossFailedAt !== undefined)
    return { kind: 'nan', step: Math.min(failed ?? Infinity, lossFailedAt ?? Infinity) };
  const last = evaluations.at(-1);
  // Before training, any answer is as good as another: nothing can be said yet.
  if (!last || last.step === 0) return { kind: 'waiting' };
  return (
    collapse(evaluations, chanceAccuracy(data)) ??
    fall(evaluations) ??
    plateau(evaluations.filter((evaluation) => evaluation.step >= rateChangedAt - 1)) ?? {
      kind: 'learning',
      step: last.step,
    }
  );
}

function dominantClass({ predictions, count }: Evaluation): number | undefined {
  const index = predictions.findIndex((answers) => answers >= COLLAPSED_SHARE * count);
  return index < 0 ? undefined : index;
}

function collapse(evaluations: readonly Evaluation[], chance: number): Verdict | undefined {
  const last = evaluations.at(-1)!;
  const index = dominantClass(last);
  if (index === undefined) return undefined;
  const wasDown = (evaluation: Evaluation) =>
    evaluation.predictions[index]! >= COLLAPSING_SHARE * evaluation.count ||
    (accuracyOf(evaluation) < chance && Math.abs(accuracyOf(evaluation) - accuracyOf(last)) < FLAT_GAIN);
  let since = evaluations.length - 1;
  // Before training, any answer is as good as another.
  const before = (i: number) => evaluations[i - 1];
  while (before(since) && before(since)!.step > 0 && wasDown(before(since)!)) since--;
  return { kind: 'collapsed', step: evaluations[since]!.step, class: index };
}

function fall(evaluations: readonly Evaluation[]): Verdict | undefined {
  const best = Math.max(...evaluations.map(accuracyOf));
  const isDown = (evaluation: Evaluation) => best - accuracyOf(evaluation) >= FALLEN;
  if (!isDown(evaluations.at(-1)!)) return undefined;
  let since = evaluations.length - 1;
  while (since > 0 && isDown(evaluations[since - 1]!)) since--;
  return { kind: 'fallen', step: evaluations[since]!.step, from: best };
}

function plateau(evaluations: readonly Evaluation[]): Verdict | undefined {
  const last = evaluations.at(-1);
  if (!last || accuracyOf(last) >= GOOD_ACCURACY) return undefined;
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

/**
 * Accuracy of answering by chance, with a margin, in [0, 1]: a network that never had more was flat from the start. Of own
 * data it is not known how often each class is there; they are taken for equally frequent.
 */
export function chanceAccuracy(data: DataSet): number {
  return 1 / classCount(data) + CHANCE_MARGIN;
}

/** Share of the images that were answered rightly, in [0, 1]. */
export function accuracyOf({ correct, count }: Evaluation): number {
  return correct / count;
}

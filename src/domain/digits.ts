/** The test images whose answers are shown one by one. */
import { argMax } from './logits.ts';
import { CLASSES } from './network.ts';

/** The first ones of the test set, as nobody has chosen them. */
export const SHOWN_DIGITS = 16;

export interface Answer {
  digit: number;
  /** Of each class, in [0, 1]; their sum is 1. */
  probabilities: readonly number[];
}

/** The answer to each image from their probabilities, shape [images, 10]. */
export function answersOf(probabilities: readonly number[]): Answer[] {
  return Array.from({ length: Math.floor(probabilities.length / CLASSES) }, (_, i) => {
    const row = probabilities.slice(i * CLASSES, (i + 1) * CLASSES);
    return { digit: argMax(row), probabilities: row };
  });
}

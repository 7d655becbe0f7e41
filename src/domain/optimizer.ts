/**
 * Adam (Kingma and Ba 2015) as TensorFlow 1 computes it, which the article used: the bias corrections go into the learning
 * rate and epsilon is added to the uncorrected root, w −= a·m / (√v + ε) with a = lr·√(1 − β₂ᵗ) / (1 − β₁ᵗ).
 */

/** TensorFlow 1's defaults. */
export const BETA_1 = 0.9;
export const BETA_2 = 0.999;
export const ADAM_EPSILON = 1e-8;

/** a = lr·√(1 − β₂ᵗ) / (1 − β₁ᵗ) in step `step`, counted from 1. */
export function adamStepSize(step: number, learningRate: number): number {
  return (learningRate * Math.sqrt(1 - BETA_2 ** step)) / (1 - BETA_1 ** step);
}

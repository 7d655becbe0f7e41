/**
 * Adam (Kingma and Ba 2015) as TensorFlow 1 computes it: the bias corrections go into the learning rate and
 * epsilon is added to the uncorrected root, w −= a·m / (√v + ε) with a = lr·√(1 − β₂ᵗ) / (1 − β₁ᵗ).
 *
 * The moving averages are held divided by (1 − β): M = β₁·M + g and V = β₂·V + g² take two passes over each
 * tensor less, and fc1's has three million values.
 */
import { add, div, mul, type Scalar, sqrt, square, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { constant } from './constant.ts';

/** TensorFlow 1's defaults. */
export const BETA_1 = 0.9;
export const BETA_2 = 0.999;
export const EPSILON = 1e-8;

/** A trained tensor and its two accumulated gradients: m / (1 − β₁) and v / (1 − β₂). */
export interface Slot {
  value: Tensor;
  first: Tensor;
  second: Tensor;
}

// a·(1−β₁)·M / (√(1−β₂)·√V + ε), divided through by √(1−β₂).
const ROOT = Math.sqrt(1 - BETA_2);

/** a = lr·√(1 − β₂ᵗ) / (1 − β₁ᵗ) in step `step`, counted from 1. */
export function adamStepSize(step: number, learningRate: number): number {
  return (learningRate * Math.sqrt(1 - BETA_2 ** step)) / (1 - BETA_1 ** step);
}

/** What M / (√V + ε / √(1−β₂)) is multiplied by in step `step`, counted from 1. */
export function adamRate(step: number, learningRate: number): number {
  return (adamStepSize(step, learningRate) * (1 - BETA_1)) / ROOT;
}

/** The slot after a step along a gradient at an `adamRate`; the given slot is disposed. */
export function adamUpdate(slot: Slot, gradient: Tensor, rate: Scalar): Slot {
  const updated = tidy(() => {
    const first = add(mul(slot.first, constant(BETA_1)), gradient);
    const second = add(mul(slot.second, constant(BETA_2)), square(gradient));
    const direction = div(first, add(sqrt(second), constant(EPSILON / ROOT)));
    const value = sub(slot.value, mul(direction, rate));
    return { value, first, second };
  });
  disposeSlot(slot);
  return updated;
}

export function disposeSlot(slot: Slot): void {
  slot.value.dispose();
  slot.first.dispose();
  slot.second.dispose();
}

/**
 * Adam in TensorFlow 1's form; see `domain/optimizer.ts`.
 *
 * The moving averages are held divided by (1 − β): M = β₁·M + g and V = β₂·V + g² take two passes over each
 * tensor less, and fc1's has three million values.
 */
import { add, div, mul, type Scalar, sqrt, square, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { ADAM_EPSILON, adamStepSize, BETA_1, BETA_2 } from '../../domain/optimizer.ts';
import { constant } from './constant.ts';

/** A trained tensor and its two accumulated gradients: m / (1 − β₁) and v / (1 − β₂). */
export interface Slot {
  value: Tensor;
  first: Tensor;
  second: Tensor;
}

// a·(1−β₁)·M / (√(1−β₂)·√V + ε), divided through by √(1−β₂).
const ROOT = Math.sqrt(1 - BETA_2);

/** What M / (√V + ε / √(1−β₂)) is multiplied by in step `step`, counted from 1. */
export function adamRate(step: number, learningRate: number): number {
  return (adamStepSize(step, learningRate) * (1 - BETA_1)) / ROOT;
}

/** The slot after a step along a gradient at an `adamRate`; the given slot is disposed. */
export function adamUpdate(slot: Slot, gradient: Tensor, rate: Scalar): Slot {
  const updated = tidy(() => {
    const first = add(mul(slot.first, constant(BETA_1)), gradient);
    const second = add(mul(slot.second, constant(BETA_2)), square(gradient));
    const direction = div(first, add(sqrt(second), constant(ADAM_EPSILON / ROOT)));
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

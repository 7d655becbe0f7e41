/**
 * Scalars that every step needs.
 *
 * tfjs makes a new tensor of each plain number in an operation and, on WebGL, uploads it; 60 a step. These
 * are made once and kept.
 */
import { getBackend, keep, type Scalar, scalar } from '@tensorflow/tfjs-core';

const constants = new Map<string, Scalar>();

/** A scalar that lives as long as the current backend. For values of which there are few. */
export function constant(value: number): Scalar {
  const key = `${getBackend()} ${value}`;
  let tensor = constants.get(key);
  if (!tensor) {
    tensor = keep(scalar(value));
    constants.set(key, tensor);
  }
  return tensor;
}

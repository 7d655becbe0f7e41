/** Trained tensors as vectors: norms, angles and steps, with sums in float64. */
import { type ParameterName, type Parameters, parameterNamesOf } from '../domain/network.ts';

/** Euclidean norm of some tensors together. */
export function normOf(
  values: Parameters,
  names: readonly ParameterName[] = parameterNamesOf(values),
): number {
  return Math.sqrt(dot(values, values, names));
}

/** ⟨a, b⟩ over some tensors. */
function dot(a: Parameters, b: Parameters, names: readonly ParameterName[]): number {
  let sum = 0;
  for (const name of names) {
    const x = a[name]!;
    const y = b[name]!;
    for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  }
  return sum;
}

/** ‖a − b‖ over some tensors. */
export function distanceOf(
  a: Parameters,
  b: Parameters,
  names: readonly ParameterName[] = parameterNamesOf(a),
): number {
  let sum = 0;
  for (const name of names) {
    const x = a[name]!;
    const y = b[name]!;
    for (let i = 0; i < x.length; i++) sum += (x[i]! - y[i]!) ** 2;
  }
  return Math.sqrt(sum);
}

/** Cosine of the angle between two tensors; NaN where one of them is 0. */
export function cosineOf(a: Parameters, b: Parameters, name: ParameterName): number {
  return dot(a, b, [name]) / (normOf(a, [name]) * normOf(b, [name]));
}

/** θ − a·d in some tensors, and θ itself in the others. */
export function moved(
  parameters: Parameters,
  direction: Parameters,
  step: number,
  names: readonly ParameterName[] = parameterNamesOf(direction),
): Parameters {
  const result: Parameters = { ...parameters };
  for (const name of names) {
    const d = direction[name]!;
    result[name] = parameters[name]!.map((value, i) => value - step * d[i]!);
  }
  return result;
}

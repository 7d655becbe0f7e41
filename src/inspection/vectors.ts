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
    for (let i = 0; i < x.length; i++) {
      const change = x[i]! - y[i]!;
      // Not `** 2`: engines call a function for it, ten times as slow.
      sum += change * change;
    }
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
    const from = parameters[name]!;
    const to = new Float32Array(from.length);
    // A loop: `map` calls a function for each of three million values, and a look moves a dozen times.
    for (let i = 0; i < to.length; i++) to[i] = from[i]! - step * d[i]!;
    result[name] = to;
  }
  return result;
}

/** Inner products of a tensor with its gradient and with a direction, in one pass over its values. */
export function productsOf(w: Float32Array, g: Float32Array, d: Float32Array) {
  let [ww, gg, dd, wg, wd] = [0, 0, 0, 0, 0];
  for (let i = 0; i < w.length; i++) {
    const x = w[i]!;
    const y = g[i]!;
    const z = d[i]!;
    ww += x * x;
    gg += y * y;
    dd += z * z;
    wg += x * y;
    wd += x * z;
  }
  return { ww, gg, dd, wg, wd };
}

/** Degrees between w and w − a·d, from ⟨w, w⟩, ⟨d, d⟩ and ⟨w, d⟩; NaN where w is 0. */
export function turnOf({ ww, dd, wd }: { ww: number; dd: number; wd: number }, step: number): number {
  const length = Math.sqrt(ww);
  const along = wd / length;
  // What is left of d at a right angle; rounding must not make it imaginary.
  const across = Math.sqrt(Math.max(0, dd - along * along));
  return (Math.atan2(Math.abs(step) * across, length - step * along) * 180) / Math.PI;
}

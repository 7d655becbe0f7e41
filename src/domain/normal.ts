/**
 * Quantiles of the normal distribution.
 *
 * Weights are drawn by inversion: element i of a tensor depends on the seed and on i alone, so a tensor
 * is the same however, and next to whatever else, it is filled.
 */

// P. J. Acklam's rational approximation of the inverse normal distribution function (2003, revised 2010):
// relative error below 1.15e-9, well under the resolution of the float32 that holds the result.
const A = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
] as const;
const B = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
] as const;
const C = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
] as const;
const D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416] as const;
const TAIL = 0.02425;

/** The x at which the standard normal distribution function reaches `p`, for p in (0, 1). */
export function normalQuantile(p: number): number {
  if (p < TAIL) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - TAIL) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  const numerator = (((((A[0] * r + A[1]) * r + A[2]) * r + A[3]) * r + A[4]) * r + A[5]) * q;
  return numerator / (((((B[0] * r + B[1]) * r + B[2]) * r + B[3]) * r + B[4]) * r + 1);
}

function tail(q: number): number {
  const numerator = ((((C[0] * q + C[1]) * q + C[2]) * q + C[3]) * q + C[4]) * q + C[5];
  return numerator / ((((D[0] * q + D[1]) * q + D[2]) * q + D[3]) * q + 1);
}

// The standard normal distribution function at -2: TensorFlow's truncated normal cuts at two sigma.
const BELOW_TWO_SIGMA = 0.022750131948179195;

/** Quantile of the standard normal distribution cut at two sigma, for p in (0, 1). */
export function truncatedNormalQuantile(p: number): number {
  return normalQuantile(BELOW_TWO_SIGMA + p * (1 - 2 * BELOW_TWO_SIGMA));
}

/** Standard deviation of a standard normal cut at two sigma; Keras divides by it in `he_normal`. */
export const TRUNCATED_DEVIATION = 0.8796256610342398;

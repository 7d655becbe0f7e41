/** What Batch Normalization computes of one feature, without the learned scale and shift. */

/** Each value minus the mean, divided by the deviation; both over all values, which must differ. */
export function normalized(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return values.map((value) => (value - mean) / Math.sqrt(variance));
}

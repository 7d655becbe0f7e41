/** Points of a curve, as plain values. */

/** Points of a curve, steps ascending. A value may be NaN: it was measured, and it was not a number. */
export interface Points {
  readonly steps: readonly number[] | Float64Array;
  readonly values: readonly number[] | Float64Array;
}

/** The point at a step, or the last one before it; undefined when the curve starts later. */
export function pointAt(
  { steps, values }: Points,
  step: number,
): { step: number; value: number } | undefined {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle]! <= step) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : { step: steps[low - 1]!, value: values[low - 1]! };
}

/** The highest value; undefined where there is none that is a number. */
export function highest({ values }: Points): number | undefined {
  let most: number | undefined;
  for (const value of values) if (value > (most ?? Number.NEGATIVE_INFINITY)) most = value;
  return most;
}

/**
 * How the ticks of all charts look. Recharts' own text breaks into lines, for which it measures every word in the document:
 * 22 labels took a quarter of the time that two charts need to be there.
 */
import type { BaseTickContentProps } from 'recharts';

/** Downwards from the axis, or half-way beside it: of the height of capitals. */
const DOWN = { start: '0.71em', middle: '0.355em', end: '0' } as const;

export function axisTick({
  x,
  y,
  textAnchor,
  verticalAnchor,
  payload,
  tickFormatter,
  index,
}: BaseTickContentProps) {
  return (
    <text className="axis-tick" x={x} y={y} dy={DOWN[verticalAnchor]} textAnchor={textAnchor}>
      {tickFormatter ? tickFormatter(payload.value, index) : payload.value}
    </text>
  );
}

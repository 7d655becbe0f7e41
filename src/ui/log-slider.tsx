/** A slider along a logarithmic scale. */

/** Stops between two powers of ten. */
const STOPS = 20;

export function LogSlider({
  label,
  value,
  min,
  max,
  format,
  onChange,
}: {
  label: string;
  value: number;
  min: number;
  max: number;
  format: (value: number) => string;
  onChange: (value: number) => void;
}) {
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={format(value)}
      min={0}
      max={positionOf(max, min)}
      step={1}
      value={positionOf(value, min)}
      onChange={(event) => onChange(valueAt(Number(event.target.value), min))}
    />
  );
}

/** Stop nearest to a value. */
export function positionOf(value: number, min: number): number {
  return Math.round(Math.log10(value / min) * STOPS);
}

/** Value at a stop, to two significant digits, so that it is easily said and typed. */
export function valueAt(position: number, min: number): number {
  return Number((min * 10 ** (position / STOPS)).toPrecision(2));
}

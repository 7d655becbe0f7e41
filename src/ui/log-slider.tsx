/** A slider along a logarithmic scale. */
import { Slider } from '@base-ui/react/slider';

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
    <Slider.Root
      className="slider"
      min={0}
      max={positionOf(max, min)}
      step={1}
      largeStep={STOPS}
      value={positionOf(value, min)}
      onValueChange={(position) => onChange(valueAt(position, min))}
    >
      <Slider.Control className="slider-control">
        <Slider.Track className="slider-track">
          <Slider.Thumb
            className="slider-thumb"
            getAriaLabel={() => label}
            getAriaValueText={(_, position) => format(valueAt(position, min))}
          />
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
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

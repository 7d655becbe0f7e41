/** A slider along a logarithmic scale. */

import { Slider } from '@base-ui/react/slider';
import { useState } from 'react';

/** Stops between two powers of ten. */
const STOPS = 20;

export function LogSlider({
  label,
  value,
  min,
  max,
  format,
  onMove,
  onChange,
}: {
  label: string;
  value: number;
  min: number;
  max: number;
  format: (value: number) => string;
  /** Where the thumb is while it is dragged; undefined when it is let go. */
  onMove?: (value: number | undefined) => void;
  /** Where it was let go, or moved by a key. */
  onChange: (value: number) => void;
}) {
  const [dragged, setDragged] = useState<number>();
  const move = (position: number | undefined) => {
    setDragged(position);
    onMove?.(position === undefined ? undefined : valueAt(position, min));
  };
  return (
    <Slider.Root
      className="slider"
      min={0}
      max={positionOf(max, min)}
      step={1}
      largeStep={STOPS}
      value={dragged ?? positionOf(value, min)}
      onValueChange={move}
      onValueCommitted={(position) => {
        move(undefined);
        onChange(valueAt(position, min));
      }}
    >
      <Slider.Control className="slider-control">
        <Slider.Track className="slider-track">
          <Slider.Thumb
            className="slider-thumb"
            getAriaLabel={() => label}
            aria-valuetext={format(dragged === undefined ? value : valueAt(dragged, min))}
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

/** One digit, drawn in the ink of the theme. */
import { useEffect, useRef } from 'react';
import { PIXELS } from '../../domain/network.ts';

/** Pixels of a side. */
const SIDE = Math.sqrt(PIXELS);

export function DigitImage({ bytes, place, label }: { bytes: Uint8Array; place: number; label: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(SIDE, SIDE);
    // Ink is opacity, so its colour is the style's: white paper behind it would be wrong in the dark.
    for (let i = 0; i < PIXELS; i++) image.data[4 * i + 3] = bytes[place * PIXELS + i]!;
    context.putImageData(image, 0, 0);
  }, [bytes, place]);
  return (
    <canvas
      ref={canvas}
      className="digit-image"
      width={SIDE}
      height={SIDE}
      role="img"
      aria-label={String(label)}
    />
  );
}

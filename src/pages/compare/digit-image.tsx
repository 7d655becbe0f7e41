/** One digit, drawn in the ink of the theme. */
import { useEffect, useRef } from 'react';
import { IMAGE_SIDE, PIXELS } from '../../domain/network.ts';

interface DigitImageProps {
  bytes: Uint8Array;
  place: number;
  /** What is in it. */
  name: string;
  /** Pixels drawn for each of the image's, along a side. */
  scale?: number;
}

export function DigitImage({ bytes, place, name, scale = 2 }: DigitImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = IMAGE_SIDE * scale;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    const small = smallOf(bytes, place);
    if (!context || !small) return;
    context.clearRect(0, 0, side, side);
    // Of a larger canvas the browser has less to smooth, which it does more coarsely.
    context.imageSmoothingQuality = 'high';
    context.drawImage(small, 0, 0, side, side);
  }, [bytes, place, side]);
  return (
    <canvas ref={canvas} className="digit-image" width={side} height={side} role="img" aria-label={name} />
  );
}

/** The image as it is in the file. */
function smallOf(bytes: Uint8Array, place: number): HTMLCanvasElement | undefined {
  const small = document.createElement('canvas');
  small.width = IMAGE_SIDE;
  small.height = IMAGE_SIDE;
  const context = small.getContext('2d');
  if (!context) return undefined;
  const image = context.createImageData(IMAGE_SIDE, IMAGE_SIDE);
  // Ink is opacity, so its colour is the style's: white paper behind it would be wrong in the dark.
  for (let i = 0; i < PIXELS; i++) image.data[4 * i + 3] = bytes[place * PIXELS + i]!;
  context.putImageData(image, 0, 0);
  return small;
}

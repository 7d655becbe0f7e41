/**
 * The part of the plot that a pointer reads, and everything drawn in it.
 *
 * A mouse reads where it is, and zooms by a drag to the side. A finger reads by a tap or a drag to the side; up and down
 * it scrolls the page.
 */
import { type PointerEvent, type ReactNode, useRef } from 'react';
import { usePlot } from './curves-context.ts';
import { nearestStep } from './read-steps.ts';
import { spanBetween } from './steps.ts';

/** Pixels from which on a press is a drag. */
const DRAG = 6;

export function PointerArea({ children }: { children: ReactNode }) {
  const { drawn, plot } = usePlot();
  const press = useRef<{ x: number; step: number } | undefined>(undefined);
  if (!plot) return null;
  const { curves, view, steps, span } = drawn;
  const { area, stepAt } = plot;

  const placeOf = (event: PointerEvent<SVGGElement>) => {
    const { left } = event.currentTarget.ownerSVGElement!.getBoundingClientRect();
    const x = Math.min(area.x + area.width, Math.max(area.x, event.clientX - left));
    return { x, step: stepAt(x) };
  };
  const read = (step: number) => {
    const nearest = nearestStep(
      curves.map(({ points }) => points),
      step,
    );
    const shown = nearest !== undefined && nearest >= span[0] && nearest <= span[1] ? nearest : undefined;
    if (shown !== view.getState().reading?.step)
      view.setState({ reading: shown === undefined ? undefined : { step: shown } });
  };
  const down = (event: PointerEvent<SVGGElement>) => {
    if (event.button !== 0) return;
    const place = placeOf(event);
    if (event.pointerType === 'mouse') {
      event.currentTarget.setPointerCapture(event.pointerId);
      press.current = place;
    } else read(place.step);
  };
  const move = (event: PointerEvent<SVGGElement>) => {
    const place = placeOf(event);
    const start = press.current;
    if (start && (view.getState().selection || Math.abs(place.x - start.x) >= DRAG))
      view.setState({ selection: [Math.round(start.step), Math.round(place.step)], reading: undefined });
    else if (!start) read(place.step);
  };
  const up = () => {
    press.current = undefined;
    const { selection } = view.getState();
    if (selection) view.setState({ selection: undefined, span: spanBetween(...selection, steps) });
  };
  const end = () => {
    press.current = undefined;
    view.setState({ selection: undefined });
  };
  const leave = (event: PointerEvent) => {
    // A finger that is lifted leaves what it read.
    if (event.pointerType === 'mouse' && !press.current) view.setState({ reading: undefined });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the element around the chart.
    <g
      className="plot-area"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={end}
      onPointerLeave={leave}
      // A click is no reason to take the keys from the page, nor a drag to select its text.
      onMouseDown={(event) => event.preventDefault()}
    >
      <rect className="plot-ground" x={area.x} y={area.y} width={area.width} height={area.height} />
      {children}
    </g>
  );
}

/** What all small charts have: a title with what is read beside it, the room that the drawing has, and the grid of values. */
import { type ReactNode, useRef } from 'react';
import { useSize } from '../charts/use-size.ts';
import type { ValueAxis } from './place.ts';

/** Where a drawing of a size has its plot; all in pixels. */
export interface PlotBox {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Room around a plot: for labels at its left and under it, for half a label above, and half a mark at its right. */
const ROOM = { left: 44, right: 8, top: 6, bottom: 20 };

interface PanelFrameProps {
  title: string;
  note?: string | undefined;
  /** At the end of the title's line. */
  beside?: ReactNode;
  /** The drawing, once its room is known. */
  children: (box: PlotBox) => ReactNode;
}

export function PanelFrame({ title, note, beside, children }: PanelFrameProps) {
  const element = useRef<HTMLDivElement>(null);
  const size = useSize(element);
  return (
    <figure className="multiple">
      <figcaption>
        <span className="multiple-title">{title}</span>
        {note && <span className="multiple-note">{note}</span>}
        {beside}
      </figcaption>
      <div ref={element} className="multiple-plot">
        {size &&
          children({
            ...size,
            left: ROOM.left,
            right: size.width - ROOM.right,
            top: ROOM.top,
            bottom: size.height - ROOM.bottom,
          })}
      </div>
    </figure>
  );
}

/** Lines at the values of an axis, and what they are. */
export function ValueGrid({
  axis: { ticks, place },
  box: { left, right, bottom },
  format,
}: {
  axis: ValueAxis;
  box: PlotBox;
  format: (value: number) => string;
}) {
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="multiple-grid" x1={left} x2={right} y1={place(tick)} y2={place(tick)} />
          <text className="multiple-tick" x={left - 6} y={place(tick)} dy="0.32em" textAnchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      <line className="multiple-base" x1={left} x2={right} y1={bottom} y2={bottom} />
    </>
  );
}

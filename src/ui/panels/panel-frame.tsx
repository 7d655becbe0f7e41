/** What all small charts have: a title with what is read under it, the room that the drawing has, and the grid of values. */
import { type ReactNode, useContext, useRef } from 'react';
import { useSize } from '../charts/use-size.ts';
import type { ValueAxis } from './place.ts';
import { PanelSaver, type SaveablePanel } from './saving.ts';

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
/** In a saved picture, whose labels are larger. */
const PAPER_ROOM = { left: 58, right: 16, top: 10, bottom: 24 };

/** A drawing, once its room is known. */
type Drawing = (box: PlotBox) => ReactNode;

interface PanelFrameProps {
  title: string;
  note?: string | undefined;
  /** Under the title: what is read. */
  readings?: ReactNode;
  /** What it gives for files; without it, it cannot be saved. */
  saved: Pick<SaveablePanel, 'drawn' | 'readings'> | undefined;
  children: Drawing;
}

export function PanelFrame({ title, note, readings, saved, children }: PanelFrameProps) {
  const Saver = useContext(PanelSaver);
  return (
    <figure className="multiple">
      <figcaption>
        <span>
          <span className="multiple-title">{title}</span>
          {note && <span className="multiple-note"> {note}</span>}
        </span>
        {readings}
      </figcaption>
      {Saver && saved && (
        <div className="multiple-save">
          <Saver
            title={title}
            note={note}
            {...saved}
            chart={<PlotRoom room={PAPER_ROOM}>{children}</PlotRoom>}
          />
        </div>
      )}
      <PlotRoom room={ROOM}>{children}</PlotRoom>
    </figure>
  );
}

function PlotRoom({ room, children }: { room: typeof ROOM; children: Drawing }) {
  const element = useRef<HTMLDivElement>(null);
  const size = useSize(element);
  return (
    <div ref={element} className="multiple-plot">
      {size &&
        children({
          ...size,
          left: room.left,
          right: size.width - room.right,
          top: room.top,
          bottom: size.height - room.bottom,
        })}
    </div>
  );
}

/** From here on a label along an axis would be longer than its room. */
const LONG = 1e4;

/** A value along an axis, short enough for it: "−1E4" and not "−10,000". */
function tickText(tick: number, format: (value: number) => string): string {
  return Math.abs(tick) < LONG ? format(tick) : tick.toExponential(0).replace('-', '−').replace('e+', 'E');
}

/** What ticks are called, with more digits where fewer would call two of them the same. */
function tickTexts(ticks: readonly number[], format: (value: number) => string): string[] {
  const texts = ticks.map((tick) => tickText(tick, format));
  return new Set(texts).size === texts.length
    ? texts
    : ticks.map((tick) => String(Number(tick.toPrecision(5))).replace('-', '−'));
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
  const texts = tickTexts(ticks, format);
  return (
    <>
      {ticks.map((tick, i) => (
        <g key={tick}>
          <line className="multiple-grid" x1={left} x2={right} y1={place(tick)} y2={place(tick)} />
          <text className="multiple-tick" x={left - 6} y={place(tick)} dy="0.32em" textAnchor="end">
            {texts[i]}
          </text>
        </g>
      ))}
      <line className="multiple-base" x1={left} x2={right} y1={bottom} y2={bottom} />
    </>
  );
}

/** A small chart of how values are spread, a line for each network: what most lie within, the middle of them, and the tails. */
import { memo } from 'react';
import type { BoxesFile } from './boxes-table.ts';
import { PanelFrame, type PlotBox } from './panel-frame.tsx';

interface BoxCurve {
  name: string;
  colour: string;
  dash?: string;
  /** After which it is so. */
  step?: number | undefined;
  /** From the lowest to the highest: tail, edge, middle, edge, tail. Null: none of them is known. */
  values: readonly [number, number, number, number, number] | null;
}

interface BoxesProps {
  title: string;
  note?: string;
  boxes: readonly BoxCurve[];
  /** Along the axis, each at a part of it between 0 and 1. */
  labels: readonly { at: number; text: string }[];
  /** Where a value lies along the axis, from 0 to 1. */
  place: (value: number) => number;
  /** What it is called where it is saved. */
  file?: BoxesFile;
}

export const Boxes = memo(function Boxes({ title, note, file, ...rest }: BoxesProps) {
  const { boxes } = rest;
  return (
    <PanelFrame
      title={title}
      note={note}
      saved={
        file && {
          drawn: { kind: 'boxes', boxes, file },
          readings: () => boxes.map(({ name, step }) => ({ name, step })),
        }
      }
    >
      {(box) => <Plot title={title} {...rest} box={box} />}
    </PanelFrame>
  );
});

/** Part of a network's line that its box takes. */
const THICKNESS = 0.5;

function Plot({ title, boxes, labels, place, box }: Omit<BoxesProps, 'note' | 'file'> & { box: PlotBox }) {
  const { width, height, left, right, top, bottom } = box;
  const x = (value: number) => left + (right - left) * Math.min(1, Math.max(0, place(value)));
  const line = (bottom - top) / Math.max(1, boxes.length);
  return (
    <svg width={width} height={height} role="img" aria-label={title}>
      {labels.map(({ at, text }) => {
        const along = left + (right - left) * at;
        return (
          <g key={text}>
            <line className="multiple-grid" x1={along} x2={along} y1={top} y2={bottom} />
            <text className="multiple-tick" x={along} y={height - 5} textAnchor="middle">
              {text}
            </text>
          </g>
        );
      })}
      <line className="multiple-base" x1={left} x2={right} y1={bottom} y2={bottom} />
      {boxes.map(({ name, colour, dash, values }, i) => {
        const y = top + line * (i + 0.5);
        return (
          <g key={name} data-run={name} stroke={colour} fill={colour}>
            <text className="multiple-tick" x={left - 6} y={y} dy="0.32em" textAnchor="end">
              {name}
            </text>
            {values && (
              <>
                <line x1={x(values[0])} x2={x(values[4])} y1={y} y2={y} strokeDasharray={dash} />
                <rect
                  className="multiple-box"
                  x={x(values[1])}
                  y={y - (line * THICKNESS) / 2}
                  width={Math.max(1, x(values[3]) - x(values[1]))}
                  height={line * THICKNESS}
                />
                <line
                  className="multiple-middle"
                  x1={x(values[2])}
                  x2={x(values[2])}
                  y1={y - (line * THICKNESS) / 2}
                  y2={y + (line * THICKNESS) / 2}
                />
              </>
            )}
          </g>
        );
      })}
    </svg>
  );
}

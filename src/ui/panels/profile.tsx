/** A small chart of values at a few places that are no steps: how the loss goes on ahead of a step, or how values are spread. */
import { memo } from 'react';
import type { Extent } from '../charts/ticks.ts';
import { PanelFrame, type PlotBox, ValueGrid } from './panel-frame.tsx';
import { linePath, type PanelScale, valueAxis } from './place.ts';
import type { ProfileFile } from './profile-table.ts';

interface ProfileCurve {
  name: string;
  colour: string;
  dash?: string;
  /** After which it is so. */
  step?: number | undefined;
  /** At each place, from left to right. */
  values: readonly (number | null)[];
  isFilled?: boolean;
}

interface ProfileProps {
  title: string;
  note?: string;
  curves: readonly ProfileCurve[];
  /** Labels along the axis, each at the index of a place, or between two. */
  labels: readonly { at: number; text: string }[];
  places: number;
  scale: PanelScale;
  extent: Extent | undefined;
  format: (value: number) => string;
  /** Whether values fill the room between two places, as a histogram's do. */
  isStepped?: boolean;
  /** What it is called where it is saved. */
  file?: ProfileFile;
}

export const Profile = memo(function Profile({ title, note, file, ...rest }: ProfileProps) {
  const { curves } = rest;
  return (
    <PanelFrame
      title={title}
      note={note}
      saved={
        file && {
          drawn: { kind: 'profile', curves, file },
          readings: () => curves.map(({ name, step }) => ({ name, step })),
        }
      }
    >
      {(box) => <Plot title={title} {...rest} box={box} />}
    </PanelFrame>
  );
});

/** What is filled of more networks would hide each other. */
const MOST_FILLED = 2;

function Plot({
  title,
  curves,
  labels,
  places,
  scale,
  extent,
  format,
  isStepped = false,
  box,
}: Omit<ProfileProps, 'note' | 'file'> & { box: PlotBox }) {
  const { width, height, left, right, top, bottom } = box;
  const last = Math.max(1, isStepped ? places : places - 1);
  const x = (place: number) => left + ((right - left) * place) / last;
  const axis = valueAxis(extent, scale, { top, bottom });
  const y = axis.place;
  return (
    <svg width={width} height={height} role="img" aria-label={title}>
      <ValueGrid axis={axis} box={box} format={format} />
      {labels.map(({ at, text }) => (
        <text
          key={at}
          className="multiple-tick"
          x={x(at)}
          y={height - 5}
          textAnchor={at <= 0 ? 'start' : at >= last ? 'end' : 'middle'}
        >
          {text}
        </text>
      ))}
      {curves.map(({ name, colour, dash, values, isFilled }) => {
        const points = isStepped
          ? values.flatMap((value, i) => [
              { step: i, value },
              { step: i + 1, value },
            ])
          : values.map((value, step) => ({ step, value }));
        const d = linePath(points, x, y);
        return (
          <g key={name} data-run={name}>
            {isFilled && d && curves.length <= MOST_FILLED && (
              <path
                className="multiple-band"
                d={`${d}L${x(last)},${bottom}L${x(0)},${bottom}Z`}
                fill={colour}
              />
            )}
            <path className="multiple-curve" d={d} stroke={colour} strokeDasharray={dash} />
            {!isStepped &&
              points.map(({ step, value }) =>
                value === null ? null : <circle key={step} cx={x(step)} cy={y(value)} r={3} fill={colour} />,
              )}
          </g>
        );
      })}
    </svg>
  );
}

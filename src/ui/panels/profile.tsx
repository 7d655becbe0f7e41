/** A small chart of values at a few places that are no steps: how the loss goes on ahead of a step, or how values are spread. */
import { memo, useRef } from 'react';
import type { Extent } from '../charts/ticks.ts';
import { useSize } from '../charts/use-size.ts';
import { linePath, type PanelScale, valueAxis } from './place.ts';

interface ProfileCurve {
  name: string;
  colour: string;
  dash?: string;
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
}

const LEFT = 44;
const RIGHT = 8;
const TOP = 6;
const BOTTOM = 20;

export const Profile = memo(function Profile({ title, note, ...rest }: ProfileProps) {
  const element = useRef<HTMLDivElement>(null);
  const size = useSize(element);
  return (
    <figure className="multiple">
      <figcaption>
        <span className="multiple-title">{title}</span>
        {note && <span className="multiple-note">{note}</span>}
      </figcaption>
      <div ref={element} className="multiple-plot">
        {size && <Plot title={title} {...rest} width={size.width} height={size.height} />}
      </div>
    </figure>
  );
});

function Plot({
  title,
  curves,
  labels,
  places,
  scale,
  extent,
  format,
  isStepped = false,
  width,
  height,
}: Omit<ProfileProps, 'note'> & { width: number; height: number }) {
  const [left, right, top, bottom] = [LEFT, width - RIGHT, TOP, height - BOTTOM];
  const last = Math.max(1, isStepped ? places : places - 1);
  const x = (place: number) => left + ((right - left) * place) / last;
  const { ticks, place: y } = valueAxis(extent, scale, { top, bottom });
  return (
    <svg width={width} height={height} role="img" aria-label={title}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="multiple-grid" x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text className="multiple-tick" x={left - 6} y={y(tick)} dy="0.32em" textAnchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      <line className="multiple-base" x1={left} x2={right} y1={bottom} y2={bottom} />
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
          <g key={name}>
            {isFilled && d && (
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

/** The curves inside a chart's frame, their bands behind them, and the labels at their ends. */
import { memo, useId } from 'react';
import type { Points } from '../../domain/points.ts';
import { areaOf, pathOf } from './chart-data.ts';
import { type Curve, curveKey } from './curve.ts';
import { usePlot } from './curves-context.ts';
import { type EndMark, LABEL_ROOM, type PlotArea, trianglePath } from './end-labels.ts';
import { endMarks } from './end-marks.ts';

/** Opacity of what was recorded elsewhere. */
export const PALE = 0.6;
/** From the middle of a label's line to its base. */
const BASE = 4.5;
const END_RADIUS = 4.5;

export function CurveLayer() {
  const { drawn, plot } = usePlot();
  const clip = useId();
  if (!plot) return null;
  const { curves, data, words, smoothing } = drawn;
  const { area, x, y } = plot;
  const { ends, floor } = endMarks(drawn, plot);
  const all = curves.map((curve, i) => ({ curve, key: curveKey(curve), ...data.curves[i]!, mark: ends[i] }));
  const lowestGhost = all.findLast(({ mark }) => mark?.lines === 2)?.mark;
  return (
    <g className="curves">
      <clipPath id={clip}>
        <rect x={area.x} y={area.y - 2} width={area.width + 2} height={area.height + 4} />
      </clipPath>
      <g clipPath={`url(#${clip})`} fill="none" strokeLinejoin="round">
        {all.map(
          ({ curve, key, range }) =>
            range && (
              <Band
                key={key}
                of={curve.range}
                range={range}
                colour={curve.colour}
                area={area}
                place={[x(0), x(1), y(0), y(1), smoothing].join()}
                x={x}
                y={y}
              />
            ),
        )}
        {floor && (
          <line
            className="chart-floor"
            x1={area.x}
            x2={area.x + area.width}
            y1={y(drawn.floor!.value)}
            y2={y(drawn.floor!.value)}
          />
        )}
        {all.map(({ curve, key, singles }) => (
          <g key={key} className="curve-singles" stroke={curve.colour}>
            {singles.map((single, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a seed's place is what it is.
              <path key={i} d={pathOf(single, x, y)} />
            ))}
          </g>
        ))}
        {all.map(({ curve, key, measured, smoothed }) => (
          <g
            key={key}
            className={curve.ghost ? 'curve-ghost' : undefined}
            stroke={curve.ghost ? undefined : curve.colour}
            strokeDasharray={curve.dash}
            opacity={curve.pale ? PALE : undefined}
          >
            {!(curve.ghost && smoothed) && (
              <path className={smoothed ? 'curve curve-raw' : 'curve'} d={pathOf(measured, x, y)} />
            )}
            {smoothed && <path className="curve" d={pathOf(smoothed, x, y)} />}
          </g>
        ))}
      </g>
      {floor && <Words className="chart-floor-label" mark={floor} />}
      {all.map(({ curve, key, mark, end }) =>
        mark ? (
          <g
            key={key}
            className={`curve-end${mark.outside ? ' curve-end-outside' : ''}${curve.ghost ? ' curve-end-ghost' : ''}`}
            fill={curve.ghost ? undefined : curve.colour}
          >
            {mark.outside ? (
              <path d={trianglePath(mark.x, mark.y, mark.outside)} />
            ) : curve.ghost || end!.goesOn || mark.covered ? null : (
              <circle cx={mark.x} cy={mark.y} r={END_RADIUS} opacity={curve.pale ? PALE : undefined} />
            )}
            {mark.text !== '' && <Words mark={mark} />}
          </g>
        ) : null,
      )}
      {lowestGhost && (
        <text
          className="ghost-word"
          x={lowestGhost.textX}
          y={lowestGhost.top + LABEL_ROOM + BASE}
          textAnchor={lowestGhost.textAnchor}
        >
          {words.previous}
        </text>
      )}
    </g>
  );
}

function Words({ mark, className }: { mark: EndMark; className?: string }) {
  return (
    <text className={className} x={mark.textX} y={mark.top + BASE} textAnchor={mark.textAnchor}>
      {mark.text}
    </text>
  );
}

interface BandProps {
  /** The range as it was measured, which tells whether it is another one. */
  of: Curve['range'];
  range: { low: Points; high: Points };
  colour: string;
  area: PlotArea;
  /** Changes with the scales, and with the smoothing. */
  place: string;
  x: (step: number) => number;
  y: (value: number) => number;
}

/** It is the same from step to step, so it is not made anew with the curves. */
const Band = memo(
  function Band({ range, colour, x, y }: BandProps) {
    return (
      <g className="curve-range" fill={colour} stroke={colour}>
        <path d={areaOf(range, x, y)} stroke="none" />
        <path d={pathOf(range.low, x, y)} fill="none" />
        <path d={pathOf(range.high, x, y)} fill="none" />
      </g>
    );
  },
  (before, after) => before.of === after.of && before.colour === after.colour && before.place === after.place,
);

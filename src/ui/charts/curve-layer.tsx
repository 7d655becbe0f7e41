/** The curves inside a chart's frame, with their labels and marks, and what the pointer reads off them. */
import { createContext, useContext, useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { Points } from '../../domain/points.ts';
import { areaOf, type ChartData, pathOf, readAt } from './chart-data.ts';
import type { Curve, CurveChartProps } from './curve.ts';
import { endMark, moveApart, trianglePath } from './end-labels.ts';

interface Curves extends Pick<CurveChartProps, 'curves' | 'format' | 'words'> {
  data: ChartData;
}

/** What is drawn; given past the frame, which need not change when a curve grows. */
export const CurvesContext = createContext<Curves>({
  curves: [],
  data: { curves: [], extent: undefined },
  format: String,
  words: { step: '', missing: '', notANumber: '' },
});

/** Opacity of a pale curve. */
const PALE = 0.55;

export function CurveLayer() {
  const { curves, data, format, words } = useContext(CurvesContext);
  const clip = useId();
  const area = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (!area || !xScale || !yScale) return null;
  const x = (step: number) => Number(xScale(step));
  const y = (value: number) => Number(yScale(value));
  const drawn = curves.map((curve, i) => {
    const { measured, smoothed, singles, end, failedAt } = data.curves[i]!;
    const mark = end && endMark(curve.name, format(end.value), x(end.step), y(end.value), area);
    // Where a curve failed, its name stands there already.
    const named = mark !== undefined && (failedAt === undefined || mark.outside !== undefined);
    return { curve, measured, smoothed, singles, failedAt, mark, named };
  });
  moveApart(
    drawn.flatMap(({ mark, named }) => (mark && named ? [mark] : [])),
    area.y,
    area.y + area.height,
  );
  return (
    <g className="curves">
      <clipPath id={clip}>
        <rect x={area.x} y={area.y - 2} width={area.width + 2} height={area.height + 4} />
      </clipPath>
      <g clipPath={`url(#${clip})`} fill="none" strokeLinejoin="round">
        {drawn.map(
          ({ curve }) =>
            curve.range && (
              <path
                key={curve.name}
                className="curve-range"
                d={areaOf(curve.range, x, y)}
                fill={curve.colour}
                fillOpacity={0.12}
              />
            ),
        )}
        {drawn.map(({ curve, singles }) => (
          <g key={curve.name} className="curve-singles" stroke={curve.colour} strokeOpacity={0.45}>
            {singles.map((single, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a seed's place is what it is.
              <path key={i} d={pathOf(single, x, y)} strokeWidth={1} />
            ))}
          </g>
        ))}
        {drawn.map(({ curve, measured, smoothed }) => (
          <g
            key={curve.name}
            stroke={curve.colour}
            strokeDasharray={curve.dash}
            opacity={curve.pale ? PALE : 1}
          >
            <path
              className="curve"
              d={pathOf(measured, x, y)}
              strokeWidth={smoothed ? 1 : 2}
              strokeOpacity={smoothed ? 0.3 : 1}
              strokeDasharray={smoothed ? 'none' : undefined}
            />
            {smoothed && <path className="curve" d={pathOf(smoothed, x, y)} strokeWidth={2} />}
          </g>
        ))}
      </g>
      {drawn.map(({ curve, failedAt }, i) =>
        failedAt === undefined ? null : (
          <g key={curve.name} className="curve-failure">
            <line
              x1={x(failedAt)}
              x2={x(failedAt)}
              y1={area.y}
              y2={area.y + area.height}
              stroke={curve.colour}
              strokeDasharray="2 3"
            />
            <text x={x(failedAt) + 6} y={area.y + 14 + 16 * i} fill={curve.colour}>
              {curve.name}: {words.notANumber}
            </text>
          </g>
        ),
      )}
      {drawn.map(({ curve, mark, named }) =>
        mark ? (
          <g
            key={curve.name}
            className={mark.outside ? 'curve-end curve-end-outside' : 'curve-end'}
            fill={curve.colour}
          >
            {mark.outside ? (
              <path d={trianglePath(mark.x, mark.top, mark.outside)} />
            ) : (
              <circle cx={mark.x} cy={mark.y} r={3.5} opacity={curve.pale ? PALE : 1} />
            )}
            {named && (
              <text x={mark.textX} y={mark.top + 4.5} textAnchor={mark.textAnchor}>
                {mark.text}
              </text>
            )}
          </g>
        ) : null,
      )}
    </g>
  );
}

/** What all curves say at one step. */
export function Reading({ step }: { step: number }) {
  const { curves, format, words } = useContext(CurvesContext);
  const read = (points: Points) => {
    const value = readAt(points, step);
    if (value === undefined) return words.missing;
    return Number.isFinite(value) ? format(value) : words.notANumber;
  };
  const line = (curve: Curve) => (
    <div key={curve.name} className="reading-row">
      <span style={{ color: curve.colour }}>
        <b>{curve.name}</b> {curve.label}
      </span>
      <span className="number">{read(curve.points)}</span>
    </div>
  );
  return (
    <div className="reading">
      <div className="reading-step">
        {words.step} {step}
      </div>
      {curves.map(line)}
    </div>
  );
}

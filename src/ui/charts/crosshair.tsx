/** The line at the step that is read, the values beside the curves, and the steps that are being chosen. */
import { useStore } from 'zustand';
import { readAt } from './chart-data.ts';
import { curveKey, MOST_NAMED, valueLabel } from './curve.ts';
import { usePlot } from './curves-context.ts';
import { type PlotArea, textWidth } from './end-labels.ts';
import { endMarks } from './end-marks.ts';
import { readingLabels } from './reading-labels.ts';

const BASE = 4.5;
const DOT = 3.5;
/** Height of the pill that holds the step, and the room beside its text. */
const PILL = 18;
const PILL_SIDE = 8;

export function Crosshair() {
  const { drawn, plot } = usePlot();
  const reading = useStore(drawn.view, (state) => state.reading);
  const selection = useStore(drawn.view, (state) => state.selection);
  if (!plot) return null;
  const { area, x, y } = plot;
  if (selection) {
    const [left, right] = [Math.min(...selection), Math.max(...selection)].map(x);
    return (
      <g className="chart-selection">
        <rect x={left} width={right! - left!} y={area.y} height={area.height} />
        {selection.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the first and the last.
          <Pill key={i} text={drawn.formatStep(step)} x={x(step)} area={area} />
        ))}
      </g>
    );
  }
  if (!reading || reading.step < drawn.span[0] || reading.step > drawn.span[1]) return null;
  const { curves, data, read } = drawn;
  const line = x(reading.step);
  const values = curves.flatMap((curve, i) => {
    const point = readAt(data.curves[i]!.strongest, reading.step);
    if (!point || !Number.isFinite(y(point.value))) return [];
    // A colour that several curves have does not say which one it is.
    const isShared =
      curve.ghost || curves.some((other) => other !== curve && other.colour === curve.colour && !other.ghost);
    const text = isShared ? valueLabel(curve.name, read(point.value)) : read(point.value);
    return [{ curve, text, x: x(point.step), y: y(point.value) }];
  });
  const { ends } = endMarks(drawn, plot);
  const labels =
    curves.length > MOST_NAMED
      ? []
      : readingLabels(
          values,
          line,
          area,
          ends.filter((end) => end !== undefined),
        );
  return (
    <g className="crosshair">
      <line x1={line} x2={line} y1={area.y} y2={area.y + area.height} />
      {values.map(({ curve, x: left, y: top }, i) => {
        const label = labels[i];
        const isInside = left >= area.x && top >= area.y - 0.5 && top <= area.y + area.height + 0.5;
        return (
          <g
            key={curveKey(curve)}
            className={curve.ghost ? 'crosshair-ghost' : undefined}
            fill={curve.ghost ? undefined : curve.colour}
          >
            {isInside && <circle cx={left} cy={top} r={DOT} />}
            {label && (
              <text x={label.textX} y={label.top + BASE} textAnchor={label.textAnchor}>
                {label.text}
              </text>
            )}
          </g>
        );
      })}
      <Pill text={drawn.formatStep(reading.step)} x={line} area={area} />
    </g>
  );
}

/** The step, on the axis. */
function Pill({ text, x, area }: { text: string; x: number; area: PlotArea }) {
  const width = textWidth(text) + 2 * PILL_SIDE;
  const left = Math.min(Math.max(x, area.x + width / 2), area.x + area.width);
  return (
    <g className="step-pill">
      <rect x={left - width / 2} y={area.y + area.height + 3} width={width} height={PILL} />
      <text x={left} y={area.y + area.height + 3 + PILL / 2 + 4} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}

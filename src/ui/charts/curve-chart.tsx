/**
 * Two curves against training steps, labelled where they end, read at one step by hovering.
 *
 * Recharts draws it, without entry animations and with at most a few hundred points a curve, so that a
 * repaint costs the same after ten thousand steps as after a hundred.
 */
import { memo } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Points } from '../../domain/series.ts';
import { chartData, firstFailure, readAt, smoothedKey } from './chart-data.ts';
import { linearTicks, logTicks } from './ticks.ts';

export interface Curve {
  /** Short name that stands at the curve's end. */
  name: string;
  /** What the name stands for. */
  label: string;
  colour: string;
  /** Dash pattern, in SVG's form; a solid line without. */
  dash?: string;
  points: Points;
}

export interface CurveChartProps {
  curves: readonly Curve[];
  /** Last step of the axis. */
  steps: number;
  /** A fixed range; without it the axis follows the values. */
  range?: readonly [number, number];
  log?: boolean;
  /** Weight of the past in an exponential average, in [0, 1). */
  smoothing?: number;
  format: (value: number) => string;
  /** The word for a step, and what stands where a curve has no value or none that is a number. */
  words: { step: string; missing: string; notANumber: string };
}

/** Without a row, Recharts draws no axis. */
const NOTHING = [{ step: 0 }];
const INK = 'var(--ink-soft)';
const tick = { fill: INK, fontSize: 12 };
/** Two end labels closer than this share of the axis are moved apart. */
const LABEL_ROOM = 0.07;

function CurveChartView({
  curves,
  steps,
  range,
  log = false,
  smoothing = 0,
  format,
  words,
}: CurveChartProps) {
  const byName = Object.fromEntries(curves.map((curve) => [curve.name, curve.points]));
  const { rows, ends, extent } = chartData(byName, { smoothing, log });
  const [low, high] = range ?? extent ?? [0, 1];
  const ticks = log ? logTicks(low, high) : linearTicks(low, high);
  const domain = range ?? ([ticks[0] ?? low, ticks.at(-1) ?? high] as const);
  const labels = placeLabels(curves, ends, smoothing > 0, domain, log);
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 240 }}>
      <LineChart data={rows.length > 0 ? rows : NOTHING} margin={{ top: 10, right: 26, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="step"
          type="number"
          domain={[0, steps]}
          ticks={linearTicks(0, steps).filter((value) => value <= steps)}
          tick={tick}
          tickLine={false}
          stroke="var(--line-strong)"
          height={24}
        />
        <YAxis
          type="number"
          scale={log ? 'log' : 'linear'}
          domain={[...domain]}
          ticks={ticks.filter((value) => value >= domain[0] && value <= domain[1])}
          allowDataOverflow
          tickFormatter={format}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={52}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: INK, strokeWidth: 1 }}
          content={({ active, label }) =>
            active && typeof label === 'number' ? (
              <Reading step={label} curves={curves} format={format} words={words} />
            ) : null
          }
        />
        {curves.map((curve) => (
          <Line
            key={curve.name}
            dataKey={curve.name}
            stroke={curve.colour}
            strokeOpacity={smoothing > 0 ? 0.25 : 1}
            strokeWidth={smoothing > 0 ? 1 : 2}
            {...(curve.dash && { strokeDasharray: curve.dash })}
            dot={false}
            activeDot={{ r: 3 }}
            connectNulls
            isAnimationActive={false}
          />
        ))}
        {smoothing > 0 &&
          curves.map((curve) => (
            <Line
              key={smoothedKey(curve.name)}
              dataKey={smoothedKey(curve.name)}
              stroke={curve.colour}
              strokeWidth={2}
              {...(curve.dash && { strokeDasharray: curve.dash })}
              dot={false}
              activeDot={false}
              connectNulls
              isAnimationActive={false}
            />
          ))}
        {curves.map((curve) => (
          <Failure key={curve.name} curve={curve} words={words} />
        ))}
        {labels.map(({ curve, step, value, shift }) => (
          <ReferenceDot
            key={curve.name}
            x={step}
            y={value}
            r={3}
            fill={curve.colour}
            stroke="none"
            ifOverflow="hidden"
            label={{
              value: curve.name,
              position: 'right',
              dy: shift,
              fill: curve.colour,
              fontWeight: 700,
              fontSize: 13,
            }}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

export const CurveChart = memo(CurveChartView);

/** Marks the step at which a curve stopped being a number. */
function Failure({ curve, words }: { curve: Curve; words: CurveChartProps['words'] }) {
  const step = firstFailure(curve.points);
  if (step === undefined) return null;
  return (
    <ReferenceLine
      x={step}
      stroke={curve.colour}
      strokeDasharray="2 3"
      label={{
        value: `${curve.name}: ${words.notANumber}`,
        position: 'insideTopLeft',
        fill: curve.colour,
        fontSize: 12,
        fontWeight: 600,
      }}
    />
  );
}

/** What all curves say at one step. */
function Reading({
  step,
  curves,
  format,
  words,
}: Pick<CurveChartProps, 'curves' | 'format' | 'words'> & { step: number }) {
  const read = (points: Points) => {
    const value = readAt(points, step);
    if (value === undefined) return words.missing;
    return Number.isFinite(value) ? format(value) : words.notANumber;
  };
  return (
    <div className="reading">
      <div className="reading-step">
        {words.step} {step}
      </div>
      {curves.map((curve) => (
        <div key={curve.name} className="reading-row">
          <span style={{ color: curve.colour }}>
            <b>{curve.name}</b> {curve.label}
          </span>
          <span className="number">{read(curve.points)}</span>
        </div>
      ))}
    </div>
  );
}

interface Label {
  curve: Curve;
  step: number;
  value: number;
  /** Pixels to move the label down. */
  shift: number;
}

function placeLabels(
  curves: readonly Curve[],
  ends: Record<string, { step: number; value: number }>,
  smoothed: boolean,
  [low, high]: readonly [number, number],
  log: boolean,
): Label[] {
  const height = (value: number) => {
    const at = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return Math.min(1, Math.max(0, at));
  };
  const labels = curves.flatMap((curve): Label[] => {
    const end = ends[smoothed ? smoothedKey(curve.name) : curve.name];
    return end ? [{ curve, ...end, shift: 0 }] : [];
  });
  const [first, second] = labels;
  if (first && second) {
    const apart = height(first.value) - height(second.value);
    if (Math.abs(apart) < LABEL_ROOM) {
      first.shift = apart >= 0 ? -8 : 8;
      second.shift = -first.shift;
    }
  }
  return labels;
}

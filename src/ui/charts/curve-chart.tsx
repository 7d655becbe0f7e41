/**
 * Two curves against training steps, labelled where they end, read at one step by hovering.
 *
 * Recharts draws axes, grid and the pointer's reading, and is left alone until an axis changes; the curves are
 * a layer of their own inside it. So a new point costs a path and not a chart.
 */
import { memo, useMemo } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { axisTick } from './axis-tick.ts';
import { chartData, readableSteps } from './chart-data.ts';
import type { CurveChartProps } from './curve.ts';
import { CurveLayer, CurvesContext, Reading } from './curve-layer.tsx';
import { endRoom } from './end-labels.ts';
import { axisWidth, tickLabels } from './tick-labels.ts';
import { axisOf, fixedAxis } from './ticks.ts';

export function CurveChart({
  curves,
  steps,
  range,
  log = false,
  smoothing = 0,
  format,
  words,
}: CurveChartProps) {
  const data = chartData(curves, { smoothing, log });
  const { domain, ticks } = range ? fixedAxis(range, log) : axisOf(data.extent, log);
  return (
    <CurvesContext.Provider value={{ curves, data, format, words }}>
      <Frame
        room={endRoom(curves.map(({ name }) => name))}
        steps={steps}
        low={domain[0]}
        high={domain[1]}
        ticks={ticks.join(' ')}
        log={log}
        format={format}
      />
    </CurvesContext.Provider>
  );
}

interface FrameProps {
  /** Pixels at the right, for the names of curves. */
  room: number;
  steps: number;
  low: number;
  high: number;
  /** Separated by spaces, so that equal ticks are equal. */
  ticks: string;
  log: boolean;
  format: (value: number) => string;
}

/** Ticks are few enough to stand apart; otherwise Recharts measures each label in the document to find out. */
const ALL_TICKS = 0;
const noLines = () => [];

const Frame = memo(function Frame({ room, steps, low, high, ticks, log, format }: FrameProps) {
  // The rows are only what the pointer snaps to; the invisible line makes Recharts look at them.
  const rows = useMemo(() => readableSteps(steps).map((step) => ({ step, level: low })), [steps, low]);
  const values = ticks.split(' ').map(Number);
  const labels = tickLabels(values, format);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={rows} margin={{ top: 10, right: room, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--line)" vertical={false} verticalCoordinatesGenerator={noLines} />
        <XAxis
          dataKey="step"
          type="number"
          domain={[0, steps]}
          ticks={fixedAxis([0, steps]).ticks.filter(Number.isInteger)}
          interval={ALL_TICKS}
          tick={axisTick}
          tickLine={false}
          stroke="var(--line-strong)"
          height={24}
        />
        <YAxis
          type="number"
          scale={log ? 'log' : 'linear'}
          domain={[low, high]}
          ticks={values}
          allowDataOverflow
          tickFormatter={(value: number) => labels[values.indexOf(value)] ?? format(value)}
          interval={ALL_TICKS}
          tick={axisTick}
          tickLine={false}
          axisLine={false}
          width={axisWidth(labels)}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: axisTick.fill, strokeWidth: 1 }}
          content={({ active, label }) =>
            active && typeof label === 'number' ? <Reading step={label} /> : null
          }
        />
        <Line dataKey="level" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
        <CurveLayer />
      </LineChart>
    </ResponsiveContainer>
  );
});

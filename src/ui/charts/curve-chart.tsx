/**
 * Curves against training steps, labelled where they end, read at one step by pointer or keys, zoomed along the steps.
 *
 * Recharts draws axes and grid, and is left alone until an axis changes; the curves, the marks and the line that
 * reads are layers of their own inside it. So a new point costs a path and not a chart, and a moved pointer a line.
 */
import { memo, useEffect, useId, useRef, useState } from 'react';
import { CartesianGrid, DefaultZIndexes, Line, LineChart, XAxis, YAxis, ZIndexLayer } from 'recharts';
import { useStore } from 'zustand';
import { countText } from '../format.ts';
import { axisTick } from './axis-tick.tsx';
import { chartData, union } from './chart-data.ts';
import { Crosshair } from './crosshair.tsx';
import type { CurveChartProps } from './curve.ts';
import { CurveLayer } from './curve-layer.tsx';
import { CurvesContext } from './curves-context.ts';
import { endRoom, NARROW_ROOM } from './end-labels.ts';
import { EventLayer, RateLayer } from './event-layer.tsx';
import { afterKey } from './plot-keys.ts';
import { PointerArea } from './pointer-area.tsx';
import { SpokenReading } from './spoken-reading.tsx';
import { type StepScale, shownSpan, stepTicks } from './steps.ts';
import { axisWidth, overhang, roomyTicks, tickLabels } from './tick-labels.ts';
import { axisOf, type Extent, fixedAxis } from './ticks.ts';
import { useSize } from './use-size.ts';
import { useWidest } from './use-widest.ts';
import { createChartView } from './view.ts';

/** A plot narrower than this has its labels inside. */
const NARROW = 480;
/** Above the plot: for half a label, and for a line of words where events have their labels. */
const TOP = { plain: 10, events: 22 };
/** Under the plot, for its steps. */
const AXIS = 24;
/** As long as a value gets beside a name. */
const USUAL_VALUE = '100.0%';

export function CurveChart({
  curves,
  steps,
  range,
  atLeast,
  subject,
  log = false,
  smoothing = 0,
  format,
  read,
  events,
  floor,
  stepScale = 'linear',
  formatStep = countText,
  view: shared,
  words,
}: CurveChartProps) {
  const [own] = useState(createChartView);
  const view = shared ?? own;
  const id = useId();
  const element = useRef<HTMLDivElement>(null);
  const size = useSize(element);
  const chosen = useStore(view, (state) => state.span);
  const span = shownSpan(chosen, steps);
  const data = chartData(curves, { smoothing, log, span: chosen && span });
  const extent = useWidest(union(data.extent, usual(atLeast, data.extent, log)), subject, log);
  const { domain, ticks } = range ? fixedAxis(range, log) : axisOf(extent, log);
  const isNarrow = size !== undefined && size.width < NARROW;
  const names = curves.map(({ name }) => (read ? `${name} ${USUAL_VALUE}` : name));
  const room = isNarrow ? Math.max(NARROW_ROOM, overhang(formatStep(span[1]))) : endRoom(names);
  const drawn = {
    curves,
    data,
    read: read ?? format,
    formatStep,
    hasValues: read !== undefined,
    events: events ?? [],
    floor,
    room,
    steps,
    span,
    view,
    words,
    smoothing,
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const points = curves.map((curve) => curve.points);
    const change = afterKey(view.getState(), event, { id, curves: points, steps, stepScale });
    if (!change) return;
    event.preventDefault();
    event.stopPropagation();
    view.setState(change);
  };
  return (
    <CurvesContext.Provider value={drawn}>
      {/* Arrows read in it: a screen reader is to hand them on. */}
      <div
        ref={element}
        className="plot"
        role="application"
        aria-label={words.plot}
        aria-describedby={`${id}keys`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys.
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => view.setState({ reading: undefined })}
      >
        {size && (
          <Frame
            width={size.width}
            height={size.height}
            top={events ? TOP.events : TOP.plain}
            room={room}
            from={span[0]}
            to={span[1]}
            stepScale={stepScale}
            stepWord={words.step}
            formatStep={formatStep}
            low={domain[0]}
            high={domain[1]}
            ticks={ticks.join(' ')}
            log={log}
            format={format}
          />
        )}
      </div>
      <p id={`${id}keys`} hidden>
        {words.keys}
      </p>
      <SpokenReading id={id} smoothing={smoothing} />
    </CurvesContext.Provider>
  );
}

/** The values that are shown in any case; on a log scale, which has no zero, down to a hundredth, or to what is drawn. */
function usual(atLeast: CurveChartProps['atLeast'], extent: Extent | undefined, log: boolean) {
  if (!atLeast || !log || atLeast[0] > 0) return atLeast;
  const [, high] = atLeast;
  return [Math.min(extent?.[0] ?? high, high / 100), high] as const;
}

interface FrameProps {
  width: number;
  height: number;
  top: number;
  /** Pixels at the right, for the labels of curves. */
  room: number;
  from: number;
  to: number;
  stepScale: StepScale;
  stepWord: string;
  formatStep: (step: number) => string;
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

let isThere = () => {};
/** When the first chart of all is there. */
export const firstChart = new Promise<void>((resolve) => {
  isThere = resolve;
});

const Frame = memo(function Frame({
  width,
  height,
  top,
  room,
  from,
  to,
  stepScale,
  stepWord,
  formatStep,
  low,
  high,
  ticks,
  log,
  format,
}: FrameProps) {
  useEffect(() => isThere(), []);
  const values = roomyTicks(ticks.split(' ').map(Number), height - top - AXIS);
  const labels = tickLabels(values, format);
  const stepLabels = stepTicks([from, to], stepScale);
  return (
    <LineChart
      width={width}
      height={height}
      // Without rows and a line, though it is not to be seen, Recharts has no axes.
      data={[from, to].map((step) => ({ step, level: low }))}
      margin={{ top, right: room, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke="var(--line)" vertical={false} verticalCoordinatesGenerator={noLines} />
      <XAxis
        dataKey="step"
        type="number"
        scale={stepScale === 'log' ? 'symlog' : 'linear'}
        domain={[from, to]}
        ticks={stepLabels}
        allowDataOverflow
        tickFormatter={(step: number) =>
          step === stepLabels[0] ? `${stepWord} ${formatStep(step)}` : formatStep(step)
        }
        interval={ALL_TICKS}
        tick={axisTick}
        tickLine={false}
        stroke="var(--line-strong)"
        height={AXIS}
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
      <Line dataKey="level" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
      {/* Also over the labels of the axes, which the step that is read covers. */}
      <ZIndexLayer zIndex={DefaultZIndexes.label + 1}>
        <PointerArea>
          <RateLayer />
          <CurveLayer />
          <EventLayer />
          <Crosshair />
        </PointerArea>
      </ZIndexLayer>
    </LineChart>
  );
});

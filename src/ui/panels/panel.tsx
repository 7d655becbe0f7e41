/**
 * A small chart among others that share its axes: curves or bands over steps, with what they are at the step that all
 * panels show written beside its title.
 *
 * Recharts frames the two charts of a comparison; a page of thirty panels would take it seconds. What is drawn here is a
 * few paths, and a moved pointer moves a line.
 */
import { memo } from 'react';
import { stepTicks } from '../charts/steps.ts';
import type { Extent } from '../charts/ticks.ts';
import { countText } from '../format.ts';
import { PanelFrame, type PlotBox, ValueGrid } from './panel-frame.tsx';
import {
  bandPath,
  linePath,
  nearestIndex,
  type PanelScale,
  type Range,
  stepPlace,
  type Value,
  valueAxis,
} from './place.ts';
import { usePointedStep, usePointerStore } from './pointer.ts';

/** One network's curve, its band behind it. */
export interface PanelCurve {
  /** As short as a letter. */
  name: string;
  colour: string;
  dash?: string;
  values: readonly Value[];
  range?: readonly Range[];
}

/** What the panels of a page share. */
export interface PanelSteps {
  /** The last step of the axis. */
  steps: number;
  isLog: boolean;
  /** Steps at which something was changed by hand. */
  marks: readonly number[];
}

export interface PanelProps {
  title: string;
  /** Beside the title: what is drawn, and in what. */
  note?: string;
  curves: readonly PanelCurve[];
  along: PanelSteps;
  scale: PanelScale;
  /** Shared with the panels beside it. */
  extent: Extent | undefined;
  format: (value: number) => string;
  /** Where values lie that are the same as before. */
  baseline?: number;
}

export const Panel = memo(function Panel(props: PanelProps) {
  const { title, note, curves, format } = props;
  return (
    <PanelFrame title={title} note={note} beside={<Readings curves={curves} format={format} />}>
      {(box) => <Plot {...props} box={box} />}
    </PanelFrame>
  );
});

/** The last value up to a step; of all of them without one. */
function valueAt<T extends { step: number }>(values: readonly T[], step: number | undefined): T | undefined {
  return step === undefined ? values.at(-1) : values.findLast((value) => value.step <= step);
}

function Readings({ curves, format }: Pick<PanelProps, 'curves' | 'format'>) {
  const step = usePointedStep();
  return (
    <span className="multiple-readings number">
      {curves.map(({ name, colour, values }) => {
        const value = valueAt(values, step)?.value;
        return (
          <span key={name} style={{ color: colour }}>
            {name} {value === undefined ? '–' : value === null ? 'NaN' : format(value)}
          </span>
        );
      })}
    </span>
  );
}

interface PlotProps extends PanelProps {
  box: PlotBox;
}

function Plot({ title, curves, along, scale, extent, format, baseline, box }: PlotProps) {
  const pointer = usePointerStore();
  const { width, height, left, right, top, bottom } = box;
  const x = stepPlace(along.steps, along.isLog, { left, right });
  const axis = valueAxis(extent, scale, { top, bottom });
  const y = axis.place;
  const bands = curves.filter(({ range }) => range).length;
  const known = [...new Set(curves.flatMap(({ values }) => values.map(({ step }) => step)))].sort(
    (a, b) => a - b,
  );
  const point = (event: React.PointerEvent<SVGSVGElement>) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const nearest = nearestIndex(known.map(x), at);
    // On the newest, panels go on with what comes.
    if (nearest !== undefined)
      pointer.setState({ step: nearest === known.length - 1 ? undefined : known[nearest] });
  };
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={title}
      onPointerDown={point}
      onPointerMove={(event) => {
        if (event.pointerType === 'mouse') point(event);
      }}
    >
      <rect
        className="multiple-ground"
        x={left}
        y={top}
        width={Math.max(0, right - left)}
        height={bottom - top}
      />
      <ValueGrid axis={axis} box={box} format={format} />
      {baseline !== undefined && (
        <line className="multiple-baseline" x1={left} x2={right} y1={y(baseline)} y2={y(baseline)} />
      )}
      {along.marks.map((step) => (
        <line key={step} className="multiple-mark" x1={x(step)} x2={x(step)} y1={top} y2={bottom} />
      ))}
      <StepTicks along={along} x={x} y={height - 5} width={right - left} />
      {curves.map(({ name, colour, range }) =>
        range ? (
          <path
            key={name}
            className="multiple-band"
            d={bandPath(range, x, y)}
            fill={colour}
            stroke={colour}
            style={{ '--bands': bands } as React.CSSProperties}
          />
        ) : null,
      )}
      {curves.map(({ name, colour, dash, values }) => (
        <path
          key={name}
          className="multiple-curve"
          d={linePath(values, x, y)}
          stroke={colour}
          strokeDasharray={dash}
        />
      ))}
      {/* One value alone is no line. */}
      {curves.flatMap(({ name, colour, values }) =>
        values.length === 1 && values[0]!.value !== null ? (
          <circle key={name} cx={x(values[0]!.step)} cy={y(values[0]!.value)} r={3} fill={colour} />
        ) : (
          []
        ),
      )}
      <PointerLine curves={curves} x={x} y={y} top={top} bottom={bottom} />
    </svg>
  );
}

/** Pixels of a tick's label, and what is kept free beside it. */
const LABEL = 34;

/** Round steps under a panel, as many as have room. */
function StepTicks({
  along,
  x,
  y,
  width,
}: {
  along: PanelSteps;
  x: (step: number) => number;
  y: number;
  width: number;
}) {
  const kept: number[] = [];
  for (const tick of stepTicks([0, along.steps], along.isLog ? 'log' : 'linear'))
    if (kept.length === 0 || x(tick) - x(kept.at(-1)!) >= LABEL) kept.push(tick);
  return kept.map((tick, i) => (
    <text
      key={tick}
      className="multiple-tick"
      x={x(tick)}
      y={y}
      textAnchor={x(tick) - x(0) > width - LABEL / 2 ? 'end' : i === 0 ? 'start' : 'middle'}
    >
      {countText(tick)}
    </text>
  ));
}

function PointerLine({
  curves,
  x,
  y,
  top,
  bottom,
}: {
  curves: readonly PanelCurve[];
  x: (step: number) => number;
  y: (value: number) => number;
  top: number;
  bottom: number;
}) {
  const step = usePointedStep();
  if (step === undefined) return null;
  return (
    <g className="multiple-pointer">
      <line x1={x(step)} x2={x(step)} y1={top} y2={bottom} />
      {curves.map(({ name, colour, values }) => {
        const found = valueAt(values, step);
        return found && found.value !== null ? (
          <circle key={name} cx={x(found.step)} cy={y(found.value)} r={3} fill={colour} />
        ) : null;
      })}
    </g>
  );
}

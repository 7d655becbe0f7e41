/**
 * A small chart among others that share its axes: curves or bands over steps, with what they are at the step that all
 * panels show written under its title. A pointer over it reads, a click chooses the step.
 *
 * Recharts frames the two charts of a comparison; a page of thirty panels would take it seconds. What is drawn here is a
 * few paths, and a moved pointer moves a line.
 */
import { memo } from 'react';
import { stepTicks } from '../charts/steps.ts';
import type { Extent } from '../charts/ticks.ts';
import { countText } from '../format.ts';
import { PanelFrame, type PlotBox, ValueGrid } from './panel-frame.tsx';
import type { CurveFile } from './panel-table.ts';
import {
  bandPath,
  edgesPath,
  linePath,
  nearestIndex,
  nearestStep,
  type PanelScale,
  type Range,
  stepPlace,
  type Value,
  valueAxis,
} from './place.ts';
import { usePointerStore, useReadStep } from './pointer.ts';

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
  /** What the axis is called. */
  name: string;
  /** The last step of it. */
  steps: number;
  isLog: boolean;
  /** The newest step that anything is known after, in any panel. */
  newest: number;
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
  /** What it is called where it is saved. */
  file?: CurveFile;
}

export const Panel = memo(function Panel({ file, ...props }: PanelProps) {
  const { title, note, curves, format } = props;
  return (
    <PanelFrame
      title={title}
      note={note}
      readings={<Readings curves={curves} format={format} />}
      saved={
        file && {
          drawn: { kind: 'curves', curves, file },
          readings: (step) =>
            curves.map(({ name, values }) => {
              const found = nearestStep(values, step);
              return { name, step: found?.step, value: readingOf(found, format) };
            }),
        }
      }
    >
      {(box) => <Plot {...props} box={box} />}
    </PanelFrame>
  );
});

function Readings({ curves, format }: Pick<PanelProps, 'curves' | 'format'>) {
  const step = useReadStep();
  return (
    <span className="multiple-readings number">
      {curves.map(({ name, colour, values }) => (
        <span key={name} style={{ color: colour }} data-run={name}>
          {name} {readingOf(nearestStep(values, step), format)}
        </span>
      ))}
    </span>
  );
}

function readingOf(found: Value | undefined, format: (value: number) => string): string {
  if (!found) return '–';
  return found.word ?? (found.value === null ? 'NaN' : format(found.value));
}

/** Bands of so many networks hide each other, and are drawn as outlines. */
const MOST_FILLED = 2;

interface PlotProps extends Omit<PanelProps, 'note' | 'file'> {
  box: PlotBox;
}

function Plot({ title, curves, along, scale, extent, format, baseline, box }: PlotProps) {
  const pointer = usePointerStore();
  const { width, height, left, right, top, bottom } = box;
  const x = stepPlace(along.steps, along.isLog, { left, right });
  const axis = valueAxis(extent, scale, { top, bottom });
  const y = axis.place;
  const isOutlined = curves.filter(({ range }) => range).length > MOST_FILLED;
  const known = [...new Set(curves.flatMap(({ values }) => values.map(({ step }) => step)))].sort(
    (a, b) => a - b,
  );
  const stepUnder = ({ clientX, currentTarget }: React.MouseEvent<SVGSVGElement>) =>
    known[nearestIndex(known.map(x), clientX - currentTarget.getBoundingClientRect().left) ?? -1];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys choose the step of all panels at one slider.
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={title}
      onClick={(event) => {
        const step = stepUnder(event);
        // On the newest, panels go on with what comes.
        pointer.setState({ chosen: step === along.newest ? undefined : step, hovered: undefined });
      }}
      onPointerMove={(event) => {
        if (event.pointerType === 'mouse') pointer.setState({ hovered: stepUnder(event) });
      }}
      onPointerLeave={() => pointer.setState({ hovered: undefined })}
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
      {curves.map(({ name, colour, dash, range }) =>
        range ? (
          <path
            key={name}
            className="multiple-band"
            data-run={name}
            data-outlined={isOutlined || undefined}
            d={isOutlined ? edgesPath(range, x, y) : bandPath(range, x, y)}
            strokeDasharray={isOutlined ? dash : undefined}
            fill={colour}
            stroke={colour}
          />
        ) : null,
      )}
      {curves.map(({ name, colour, dash, values }) => (
        <path
          key={name}
          className="multiple-curve"
          data-run={name}
          d={linePath(values, x, y)}
          stroke={colour}
          strokeDasharray={dash}
        />
      ))}
      {/* One value alone is no line. */}
      {curves.flatMap(({ name, colour, values }) =>
        values.length === 1 && values[0]!.value !== null ? (
          <circle
            key={name}
            data-run={name}
            cx={x(values[0]!.step)}
            cy={y(values[0]!.value)}
            r={3}
            fill={colour}
          />
        ) : (
          []
        ),
      )}
      <PointerLine curves={curves} known={known} x={x} y={y} box={box} />
    </svg>
  );
}

/** Pixels of a tick's label, and what is kept free beside it. */
const LABEL = 34;

/** Pixels of a letter in the labels' size; Japanese ones are as wide as they are high. */
const LETTER = { western: 6, eastern: 11 };

function widthOf(label: string): number {
  return [...label].reduce((sum, letter) => sum + (letter < '\u3000' ? LETTER.western : LETTER.eastern), 0);
}

/** Round steps under a panel, as many as have room, and what they are. */
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
  const end = x(0) + width;
  const free = end - widthOf(along.name) - LABEL / 2;
  const kept: number[] = [];
  for (const tick of stepTicks([0, along.steps], along.isLog ? 'log' : 'linear'))
    if (kept.length === 0 || (x(tick) - x(kept.at(-1)!) >= LABEL && x(tick) <= free)) kept.push(tick);
  return (
    <>
      {kept.map((tick, i) => (
        <text
          key={tick}
          className="multiple-tick"
          x={x(tick)}
          y={y}
          textAnchor={i === 0 ? 'start' : 'middle'}
        >
          {countText(tick)}
        </text>
      ))}
      <text className="multiple-tick" x={end} y={y} textAnchor="end">
        {along.name}
      </text>
    </>
  );
}

/** Where the panel is read: at its look that is nearest to the step, which it names. */
function PointerLine({
  curves,
  known,
  x,
  y,
  box: { top, bottom, right },
}: {
  curves: readonly PanelCurve[];
  known: readonly number[];
  x: (step: number) => number;
  y: (value: number) => number;
  box: PlotBox;
}) {
  const read = useReadStep();
  const nearest = nearestStep(
    known.map((step) => ({ step })),
    read,
  );
  if (read === undefined || nearest === undefined) return null;
  const at = x(nearest.step);
  const label = countText(nearest.step);
  const isAtEnd = at + widthOf(label) + 8 > right;
  return (
    <g className="multiple-pointer">
      <line x1={at} x2={at} y1={top} y2={bottom} />
      {/* Inside the plot: under it are the ticks. */}
      <text x={isAtEnd ? at - 4 : at + 4} y={top + 9} textAnchor={isAtEnd ? 'end' : 'start'}>
        {label}
      </text>
      {curves.map(({ name, colour, values }) => {
        const found = nearestStep(values, read);
        return found && found.value !== null ? (
          <circle key={name} data-run={name} cx={x(found.step)} cy={y(found.value)} r={3} fill={colour} />
        ) : null;
      })}
    </g>
  );
}

/** Final accuracy against learning rate, failures as marks, and the usable range of each network as a bar. */
import { createContext, memo, useContext } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import type { Cell } from '../../domain/experiments.ts';
import { usability } from '../../domain/statistics.ts';
import type { SweepText } from '../../text/sweep.ts';
import { axisTick } from '../../ui/charts/axis-tick.tsx';
import { learningRateText, percent } from '../../ui/format.ts';
import { spreadText } from '../many/outcome.ts';
import type { Look } from '../shared/arm-looks.ts';
import { cellName } from '../shared/arm-names.ts';
import { type Slot, slotsOf } from './columns.ts';
import { MARK, type MarkPlace, markSize, placeMarks } from './mark-places.ts';
import { linesOf, type Mark, type SweepPoint } from './points.ts';
import { useSweepText } from './use-text.ts';

export interface SweepChartProps {
  /** Points of each network, at all rates, ascending. */
  points: readonly (readonly SweepPoint[])[];
  /** One for each network. */
  looks: readonly Look[];
  rates: readonly number[];
  threshold: number;
  isSelected: (cell: Cell) => boolean;
  onSelect: (cell: Cell) => void;
}

const Props = createContext<SweepChartProps>({
  points: [],
  looks: [],
  rates: [],
  threshold: 0,
  isSelected: () => false,
  onSelect: () => {},
});

/** From the plot down to the first bar, and from bar to bar, in pixels. */
const FIRST_BAR = 36;
const NEXT_BAR = 18;
/** Room beside the plot, in pixels. */
const EDGE = 8;

/** What was recorded and not measured here is paler, but covers what lies behind it. */
function shade(colour: string, isPale: boolean): string {
  return isPale ? `color-mix(in srgb, ${colour} 60%, var(--panel))` : colour;
}

export default function SweepChart(props: SweepChartProps) {
  return (
    <Props.Provider value={props}>
      <Frame rates={props.rates.join(' ')} networks={props.looks.length} />
    </Props.Provider>
  );
}

const Frame = memo(function Frame({ rates, networks }: { rates: string; networks: number }) {
  const ticks = rates.split(' ').map(Number);
  const low = ticks[0]! / 1.6;
  const high = ticks.at(-1)! * 1.6;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={ticks.map((learningRate) => ({ learningRate, level: 0 }))}
        margin={{ top: 10, right: 20, bottom: FIRST_BAR - 14 + NEXT_BAR * networks, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="learningRate"
          type="number"
          scale="log"
          domain={[low, high]}
          ticks={ticks}
          interval="equidistantPreserveStart"
          tickFormatter={learningRateText}
          tick={axisTick}
          tickLine={false}
          stroke="var(--line-strong)"
          height={24}
        />
        <YAxis
          type="number"
          domain={[0, 1]}
          ticks={[0, 0.2, 0.4, 0.6, 0.8, 1]}
          tickFormatter={(value: number) => percent(value, 0)}
          tick={axisTick}
          tickLine={false}
          axisLine={false}
          width={52}
        />
        <Line dataKey="level" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
        <Layer />
      </LineChart>
    </ResponsiveContainer>
  );
});

function Layer() {
  const { points, looks, rates, threshold } = useContext(Props);
  const area = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (!area || !xScale || !yScale) return null;
  const x = (rate: number) => Number(xScale(rate));
  const y = (accuracy: number) => Number(yScale(accuracy));
  // The first and the last rate may use the free room beside the plot.
  const plot = { left: area.x - EDGE, right: area.x + area.width + EDGE };
  const slots = slotsOf(rates.map(x), looks.length, plot);
  return (
    <g className="sweep-layer">
      <line
        x1={area.x}
        x2={area.x + area.width}
        y1={y(threshold)}
        y2={y(threshold)}
        stroke="var(--ink-soft)"
        strokeDasharray="3 4"
      />
      {looks.map((look, index) => {
        const network = points[index] ?? [];
        const slotOf = (point: SweepPoint) => slots[rates.indexOf(point.learningRate)]?.[index];
        const usable = usability(network, threshold);
        const barTop = area.y + area.height + FIRST_BAR + NEXT_BAR * index;
        return (
          <g key={look.name} fill={look.colour} stroke={look.colour}>
            {linesOf(network).map((line) => (
              <polyline
                key={line[0]!.learningRate}
                points={line.map((point) => `${slotOf(point)?.x},${y(point.dots[0]!)}`).join(' ')}
                fill="none"
                strokeWidth={2}
                strokeDasharray={look.dash}
                stroke={shade(
                  look.colour,
                  line.some(({ source }) => source === 'recorded'),
                )}
              />
            ))}
            {network.map((point) => {
              const slot = slotOf(point);
              if (!slot || !point.spread) return null;
              return <Point key={point.learningRate} point={point} colour={look.colour} slot={slot} y={y} />;
            })}
            {usable.kind === 'range' && (
              <rect
                className="usable"
                x={x(usable.from) - 4}
                width={x(usable.to) - x(usable.from) + 8}
                y={barTop}
                height={8}
                rx={4}
                stroke="none"
              />
            )}
            <text className="sweep-name" x={area.x - 8} y={barTop + 8} textAnchor="end" stroke="none">
              {look.name}
            </text>
          </g>
        );
      })}
    </g>
  );
}

interface PointProps {
  point: SweepPoint;
  colour: string;
  /** Where the point stands, and what of the plot is its own. */
  slot: Slot;
  /** Pixels, downwards. */
  y: (accuracy: number) => number;
}

/** Dots, range and failures of one point; it opens the point's curves. */
function Point({ point, colour: ownColour, slot, y }: PointProps) {
  const { isSelected, onSelect } = useContext(Props);
  const text = useSweepText();
  const spread = point.spread!;
  const selected = isSelected(point);
  const colour = shade(ownColour, point.source === 'recorded' && !selected);
  const { result, beside } = spreadText(spread, text);
  const name = text.sweep.point(cellName(point, text), result, beside);
  const failures = point.marks.map(
    (mark) => `${text.many.seed(String(mark.seed))}: ${markText(mark, text.sweep.mark)}`,
  );
  // Two dots are two seeds, smaller than one that stands for all.
  const radius = (point.dots.length > 1 ? 3 : 4) + (selected ? 2 : 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons.
    <g
      className="sweep-point"
      role="button"
      tabIndex={0}
      aria-label={[name, ...failures].join('. ')}
      aria-pressed={selected}
      fill={colour}
      stroke={colour}
      onClick={() => onSelect(point)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onSelect(point);
      }}
    >
      <title>{[name, ...failures].join('\n')}</title>
      <rect
        className="sweep-hit"
        x={slot.left}
        y={y(1)}
        width={slot.right - slot.left}
        height={y(0) - y(1)}
        fill="transparent"
        stroke="none"
      />
      {spread.low < spread.high && (
        <line
          x1={slot.x}
          x2={slot.x}
          y1={y(spread.low)}
          y2={y(spread.high)}
          strokeWidth={2}
          strokeOpacity={0.5}
        />
      )}
      {point.dots.map((accuracy, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two seeds may have the same accuracy.
        <circle key={i} cx={slot.x} cy={y(accuracy)} r={radius} stroke="var(--panel)" />
      ))}
      {placeMarks(point.marks, y, slot).map((place) => (
        <FailureMark key={place.mark.seed} {...place} size={markSize(slot)} />
      ))}
    </g>
  );
}

/** A cross for NaN, a ring with its class for a collapse, a triangle for a plateau, one upside down for a fall. */
function FailureMark({ mark: { verdict }, x, y, size }: MarkPlace & { size: number }) {
  // Drawn for a mark of 18 pixels with a pixel around it.
  const scale = `translate(${x} ${y}) scale(${size / MARK})`;
  if (verdict.kind === 'nan')
    return (
      <path
        transform={scale}
        d="M-6 -6l12 12m0 -12l-12 12"
        fill="none"
        strokeWidth={2.5}
        strokeLinecap="round"
      />
    );
  if (verdict.kind === 'plateau' || verdict.kind === 'fallen')
    return (
      <path
        transform={scale}
        d={verdict.kind === 'plateau' ? 'M0 -8l7 13h-14z' : 'M0 8l7 -13h-14z'}
        fill="var(--panel)"
        strokeWidth={2}
        strokeLinejoin="round"
      />
    );
  return (
    <g transform={scale}>
      <circle r={8} fill="var(--panel)" strokeWidth={2} />
      <text y={4} textAnchor="middle" fontSize={11} fontWeight={700} stroke="none">
        {verdict.class}
      </text>
    </g>
  );
}

function markText({ verdict }: Mark, words: SweepText['sweep']['mark']): string {
  return verdict.kind === 'collapsed' ? words.collapsed(verdict.class) : words[verdict.kind];
}

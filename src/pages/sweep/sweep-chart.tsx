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
import { useText } from '../../text/language.ts';
import { learningRateText, percent } from '../../ui/format.ts';
import { runLooks } from '../compare/curves.ts';
import { cellText } from '../many/cell-text.ts';
import { placeMarks } from './mark-places.ts';
import { type Mark, type SweepPoint, usableOf } from './points.ts';

export interface SweepChartProps {
  /** Points without BN, then those with, ascending by learning rate. */
  points: readonly [readonly SweepPoint[], readonly SweepPoint[]];
  rates: readonly number[];
  threshold: number;
  selected: Cell | undefined;
  onSelect: (cell: Cell) => void;
}

const Props = createContext<SweepChartProps>({
  points: [[], []],
  rates: [],
  threshold: 0,
  selected: undefined,
  onSelect: () => {},
});

/** The two networks stand this many pixels beside their learning rate, so that their points do not cover each other. */
const ASIDE = 5;
/** Room below the axis for the two bars, in pixels. */
const BARS = 58;

/** What was recorded and not measured here is paler, but covers what lies behind it. */
function shade(colour: string, isPale: boolean): string {
  return isPale ? `color-mix(in srgb, ${colour} 60%, var(--panel))` : colour;
}

export default function SweepChart(props: SweepChartProps) {
  return (
    <Props.Provider value={props}>
      <Frame rates={props.rates.join(' ')} />
    </Props.Provider>
  );
}

const tick = { fill: 'var(--ink-soft)', fontSize: 12 };

const Frame = memo(function Frame({ rates }: { rates: string }) {
  const ticks = rates.split(' ').map(Number);
  const low = ticks[0]! / 1.6;
  const high = ticks.at(-1)! * 1.6;
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 800, height: 360 }}>
      <LineChart
        data={ticks.map((learningRate) => ({ learningRate, level: 0 }))}
        margin={{ top: 10, right: 20, bottom: BARS, left: 0 }}
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
          tick={tick}
          tickLine={false}
          stroke="var(--line-strong)"
          height={24}
        />
        <YAxis
          type="number"
          domain={[0, 1]}
          ticks={[0, 0.2, 0.4, 0.6, 0.8, 1]}
          tickFormatter={(value: number) => percent(value, 0)}
          tick={tick}
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
  const { points, rates, threshold } = useContext(Props);
  const text = useText();
  const area = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (!area || !xScale || !yScale) return null;
  const x = (rate: number) => Number(xScale(rate));
  const y = (accuracy: number) => Number(yScale(accuracy));
  const columns = rates.map(x);
  const gaps = columns.slice(1).map((column, i) => column - columns[i]!);
  const room = Math.min(area.width, ...gaps) / 2;
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
      {points.map((network, index) => {
        const { colour, ...look } = runLooks[index as 0 | 1];
        const aside = index === 0 ? -ASIDE : ASIDE;
        const measured = network.filter((point) => point.spread);
        const usable = usableOf(network, threshold);
        const barTop = area.y + area.height + 36 + 18 * index;
        return (
          <g key={look.name} fill={colour} stroke={colour}>
            <polyline
              points={measured
                .map(({ learningRate, spread }) => `${x(learningRate) + aside},${y(spread!.median)}`)
                .join(' ')}
              fill="none"
              strokeWidth={2}
              strokeDasharray={'dash' in look ? look.dash : undefined}
              stroke={shade(
                colour,
                measured.some(({ source }) => source === 'recorded'),
              )}
            />
            {measured.map((point) => (
              <Point
                key={point.learningRate}
                point={point}
                left={x(point.learningRate) + aside}
                room={room}
                y={y}
              />
            ))}
            {usable && (
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
            <text x={area.x - 8} y={barTop + 8} textAnchor="end" fontSize={12} fontWeight={600} stroke="none">
              {index === 0 ? text.many.short.off : text.many.short.on}
            </text>
          </g>
        );
      })}
    </g>
  );
}

interface PointProps {
  point: SweepPoint;
  /** Pixels. */
  left: number;
  /** Pixels to its side that no other point needs. */
  room: number;
  y: (accuracy: number) => number;
}

/** Median, range and failures of one point; it opens the point's curves. */
function Point({ point, left, room, y }: PointProps) {
  const { selected, onSelect } = useContext(Props);
  const text = useText();
  const spread = point.spread!;
  const { colour: ownColour } = runLooks[point.batchNorm ? 1 : 0];
  const isSelected = selected?.learningRate === point.learningRate && selected.batchNorm === point.batchNorm;
  const colour = shade(ownColour, point.source === 'recorded' && !isSelected);
  const name = text.sweep.point(
    cellText(point, text),
    percent(spread.median),
    text.many.range(percent(spread.low), percent(spread.high), spread.count),
  );
  const failures = point.marks.map(
    (mark) => `${text.many.seed(String(mark.seed))}: ${markText(mark, text.sweep.mark)}`,
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons.
    <g
      className="sweep-point"
      role="button"
      tabIndex={0}
      aria-label={[name, ...failures].join('. ')}
      aria-pressed={isSelected}
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
      <rect x={left - 9} y={y(1)} width={18} height={y(0) - y(1)} fill="transparent" stroke="none" />
      {spread.low < spread.high && (
        <line
          x1={left}
          x2={left}
          y1={y(spread.low)}
          y2={y(spread.high)}
          strokeWidth={2}
          strokeOpacity={0.5}
        />
      )}
      <circle cx={left} cy={y(spread.median)} r={isSelected ? 6 : 4} stroke="var(--panel)" />
      {placeMarks(point.marks, y, room).map(({ mark, aside, above }) => (
        <FailureMark
          key={mark.seed}
          mark={mark}
          left={left + (point.batchNorm ? aside : -aside)}
          top={y(mark.accuracy) - above}
        />
      ))}
    </g>
  );
}

/** A cross for NaN, a ring with its class for a collapse, a triangle for a plateau. */
function FailureMark({ mark: { verdict }, left, top }: { mark: Mark; left: number; top: number }) {
  if (verdict.kind === 'nan')
    return (
      <path
        d={`M${left - 6} ${top - 6}l12 12m0 -12l-12 12`}
        fill="none"
        strokeWidth={2.5}
        strokeLinecap="round"
      />
    );
  if (verdict.kind === 'plateau')
    return (
      <path d={`M${left} ${top - 8}l7 13h-14z`} fill="var(--panel)" strokeWidth={2} strokeLinejoin="round" />
    );
  return (
    <>
      <circle cx={left} cy={top} r={8} fill="var(--panel)" strokeWidth={2} />
      <text x={left} y={top + 4} textAnchor="middle" fontSize={11} fontWeight={700} stroke="none">
        {verdict.class}
      </text>
    </>
  );
}

function markText(
  { verdict }: Mark,
  words: { collapsed: (digit: number) => string; nan: string; plateau: string },
): string {
  return verdict.kind === 'collapsed' ? words.collapsed(verdict.class) : words[verdict.kind];
}

/** Charts, of made-up curves. */
import type { ComponentProps } from 'react';
import { texts } from '../src/text/text.ts';
import type { Curve } from '../src/ui/charts/curve.ts';
import { CurveChart } from '../src/ui/charts/curve-chart.tsx';
import { percent } from '../src/ui/format.ts';
import type { SpecimenGroup } from './specimen.ts';

const STEPS = 1000;
const { words } = texts.en.charts;

/** Rises from chance to a height, by a pace. */
function rising(height: number, pace: number, until = STEPS): Curve['points'] {
  const steps = Array.from({ length: until / 50 + 1 }, (_, i) => 50 * i);
  return { steps, values: steps.map((step) => 0.1 + (height - 0.1) * (1 - Math.exp(-step / pace))) };
}

const a: Curve = {
  name: 'A',
  label: 'without BN',
  colour: 'var(--run-a)',
  dash: '7 4',
  points: rising(0.955, 260),
};
const b: Curve = { name: 'B', label: 'with BN', colour: 'var(--run-b)', points: rising(0.98, 90) };
const c: Curve = {
  name: 'C',
  label: 'another',
  colour: 'var(--run-c)',
  dash: '2 3',
  points: rising(0.97, 120),
};
const d: Curve = {
  name: 'D',
  label: 'one more',
  colour: 'var(--run-d)',
  dash: '9 3 2 3',
  points: rising(0.96, 150),
};
const ghost = (curve: Curve, points: Curve['points']): Curve => ({ ...curve, ghost: true, points });
const failed: Curve['points'] = {
  steps: [0, 50, 100, 150],
  values: [0.1, 0.6, Number.NaN, Number.NaN],
};

type ChartProps = Partial<Omit<ComponentProps<typeof CurveChart>, 'range'>> & {
  /** False: the axis follows the values. */
  range?: readonly [number, number] | false;
};

const chart = (curves: readonly Curve[], { range = [0, 1], ...more }: ChartProps = {}) => (
  <figure className="chart" aria-label="Accuracy">
    <div className="chart-body">
      <CurveChart
        curves={curves}
        steps={STEPS}
        {...(range && { range })}
        format={(value) => percent(value, 0)}
        read={percent}
        words={words}
        {...more}
      />
    </div>
  </figure>
);

const loss = (curve: Curve): Curve => ({
  ...curve,
  points: {
    steps: curve.points.steps,
    values: Array.from(curve.points.values, (value) => 2.4 - 2.38 * value),
  },
});

export const chartSpecimens: SpecimenGroup = {
  title: 'Charts',
  isWide: true,
  specimens: {
    'Nothing yet': chart([]),
    'One point each': chart([
      { ...a, points: { steps: [0], values: [0.11] } },
      { ...b, points: { steps: [0], values: [0.09] } },
    ]),
    'Half way': chart([
      { ...a, points: rising(0.955, 260, 400) },
      { ...b, points: rising(0.98, 90, 400) },
    ]),
    'Four runs, ends close together': chart([a, b, c, d]),
    'Recorded, with ranges': chart(
      [a, b].map((curve) => ({
        ...curve,
        pale: true,
        range: {
          low: {
            steps: curve.points.steps,
            values: Array.from(curve.points.values, (value) => value - 0.08),
          },
          high: {
            steps: curve.points.steps,
            values: Array.from(curve.points.values, (value) => value + 0.02),
          },
        },
      })),
    ),
    'With the runs before': chart([ghost(a, rising(0.8, 300)), ghost(b, rising(0.9, 200)), a, b]),
    'What happened': chart(
      [
        { ...a, points: { steps: [0, 50, 100, 500, 1000], values: [0.2, 0.1, 0.1, 0.1, 0.1] } },
        { ...b, points: failed },
        c,
      ],
      {
        events: [
          {
            step: 300,
            kind: 'rate',
            label: '1E-3 → 1E-2',
            short: '→ 1E-2',
            title: 'Learning rate 1E-3 → 1E-2',
          },
          {
            step: 50,
            kind: 'collapsed',
            label: '3',
            beside: 'answers only 3',
            title: 'A: collapsed to class 3',
            curve: 'A',
          },
          { step: 100, kind: 'nan', label: 'B: NaN', title: 'B: NaN at step 100', curve: 'B' },
          { step: 700, kind: 'plateau', label: '', title: 'C: plateau since step 700', curve: 'C' },
        ],
      },
    ),
    'Ends outside the range': chart([a, b], { range: [0.97, 1], read: (value) => percent(value, 2) }),
    'Logarithmic, with a floor': chart([a, b].map(loss), {
      range: false,
      log: true,
      stepScale: 'log',
      floor: { value: 0.08, label: 'floor 0.08' },
      format: (value) => value.toPrecision(2),
      read: (value) => value.toPrecision(3),
    }),
    Smoothed: chart(
      [
        {
          ...b,
          points: {
            steps: b.points.steps,
            values: Array.from(b.points.values, (value, i) => value - 0.06 * (i % 3)),
          },
        },
      ],
      { smoothing: 0.7 },
    ),
  },
};

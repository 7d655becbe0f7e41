/** The two charts of the Compare page: test accuracy, and training loss or another series. */
import { lossFloor, usualLoss } from '../../domain/loss-bounds.ts';
import { stepSeries } from '../../domain/series-catalogue.ts';
import { useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { Choice } from '../../ui/controls.tsx';
import { lossReadText, percent } from '../../ui/format.ts';
import { later } from '../../ui/later.tsx';
import { Term } from '../../ui/term.tsx';
import { seriesLook } from '../shared/series-looks.ts';
import { ChartFigure } from './chart-figure.tsx';
import { chooseForCharts, compareView, useChartSettings } from './chart-settings.ts';
import { useShownCurves } from './shown-curves.ts';

// Recharts is most of the page's program; all else is there before it, in its place. It is on its way from the first moment.
const load = () => import('../../ui/charts/curve-chart.tsx');
const CurveChart = later(async () => ({ default: (await load()).CurveChart }), 'begun');
/** Milliseconds that the lower chart waits at most. */
const LATEST = 3_000;
// The lower one is drawn when the upper one is there: both at once would hold up a click for twice as long.
const LowerChart = later(async () => {
  const { CurveChart, firstChart } = await load();
  // One that fails holds up nothing.
  await Promise.race([firstChart, new Promise((resolve) => setTimeout(resolve, LATEST))]);
  return { default: CurveChart };
});

export function AccuracyChart() {
  const text = useText();
  const shown = useShownCurves('testAccuracy');
  const { accuracyRange } = useChartSettings();
  return (
    <ChartFigure
      series="testAccuracy"
      shown={shown}
      hasStepAxis
      choices={
        <Choice
          legend={text.charts.range}
          hideLegend
          options={[
            { value: 'whole', label: text.charts.whole },
            { value: 'top', label: text.charts.top },
          ]}
          value={accuracyRange}
          onChange={(value) => chooseForCharts({ accuracyRange: value })}
        />
      }
    >
      <CurveChart
        curves={shown.curves}
        steps={shown.steps}
        events={shown.events}
        {...(accuracyRange === 'whole' ? seriesLook('testAccuracy') : topLook)}
        {...shown.axis}
        view={compareView}
      />
    </ChartFigure>
  );
}

interface LossChartProps {
  /** Whether it has the choice of the axis of steps, which both charts follow: one of those in sight is to have it. */
  hasStepAxis?: boolean;
  /** Whether which series it shows is chosen elsewhere. */
  isAlone?: boolean;
}

/** Training loss, or another series of the steps. */
export function LossChart({ hasStepAxis = true, isAlone = false }: LossChartProps) {
  const text = useText();
  const { lower, lossScale: chosenScale, smoothing } = useChartSettings();
  const shown = useShownCurves(lower);
  const configs = useLab((state) => state.runs).map(({ record }) => record.config);
  // A loss that falls to nearly nothing is a line along the axis on the one scale, one that cannot on the other.
  const lossScale = chosenScale ?? (configs.some(({ loss }) => loss === 'double-softmax') ? 'linear' : 'log');
  const look = seriesLook(lower);
  const isLoss = lower === 'loss';
  const floor = isLoss
    ? configs.map(({ loss }) => lossFloor(loss)).find((value) => value !== undefined)
    : undefined;
  const { explanation } = text.series[lower];
  const Chart = isAlone ? CurveChart : LowerChart;
  return (
    <ChartFigure
      series={lower}
      shown={shown}
      notes={[...(explanation ? [explanation] : []), ...(smoothing > 0 ? [text.charts.smoothedLegend] : [])]}
      hasStepAxis={hasStepAxis}
      lead={
        <>
          {!isAlone && (
            <Choice
              legend={text.charts.lower}
              hideLegend
              options={stepSeries.map((value) => ({ value, label: text.series[value].short }))}
              value={lower}
              onChange={(value) => chooseForCharts({ lower: value })}
            />
          )}
          {floor !== undefined && (
            <p className="chart-note">
              <Term name="doubleSoftmax">{text.charts.twice}</Term>
            </p>
          )}
        </>
      }
      choices={
        <>
          <div className="smoothing">
            <Term name="smoothing">{text.charts.smoothing}</Term>
            <input
              type="range"
              aria-label={text.charts.smoothing}
              min={0}
              max={0.99}
              step={0.01}
              value={smoothing}
              onChange={(event) => chooseForCharts({ smoothing: Number(event.target.value) })}
            />
          </div>
          {!look.range && (
            <Choice
              legend={text.charts.scale}
              hideLegend
              options={[
                { value: 'linear', label: text.charts.linear },
                { value: 'log', label: text.charts.log },
              ]}
              value={lossScale}
              onChange={(value) => chooseForCharts({ lossScale: value })}
            />
          )}
        </>
      }
    >
      <Chart
        curves={shown.curves}
        steps={shown.steps}
        events={shown.events}
        {...look}
        atLeast={isLoss ? usualRange(configs.map(usualLoss)) : undefined}
        subject={shown.subject}
        log={!look.range && lossScale === 'log'}
        smoothing={smoothing}
        floor={
          floor === undefined ? undefined : { value: floor, label: text.charts.floor(lossReadText(floor)) }
        }
        {...shown.axis}
        view={compareView}
      />
    </ChartFigure>
  );
}

/** From the lowest to the highest of some ranges. */
function usualRange(ranges: readonly (readonly [number, number])[]): [number, number] {
  return [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
}

const finePercent = (value: number) => percent(value, 2);
/** The top ten percent of the accuracy. */
const topLook = { range: [0.9, 1], format: finePercent, read: finePercent } as const;

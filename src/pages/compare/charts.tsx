/** The charts of the Compare page: test accuracy, and training loss or another series. */
import { lazy, Suspense } from 'react';
import { lossFloor, usualLoss } from '../../domain/loss-bounds.ts';
import { stepSeries } from '../../domain/series-catalogue.ts';
import { useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { Choice } from '../../ui/controls.tsx';
import { lossReadText, percent } from '../../ui/format.ts';
import { seriesLook } from '../shared/series-looks.ts';
import { ChartFigure } from './chart-figure.tsx';
import { chooseForCharts, compareView, useChartSettings } from './chart-settings.ts';
import { useShownCurves } from './shown-curves.ts';

// Recharts is most of the page's program; all else is there before it, in its place. It is on its way from the first moment.
const chart = import('../../ui/charts/curve-chart.tsx');
// Whoever draws it is told.
chart.catch(() => {});
const CurveChart = lazy(() => chart.then((module) => ({ default: module.CurveChart })));

/** Test accuracy above, training loss below. */
export function Charts() {
  return (
    <div className="charts">
      <AccuracyChart />
      <LossChart hasStepAxis={false} />
    </div>
  );
}

interface ChartProps {
  /** Whether it has the choice of the axis of steps, which both charts follow: one of those in sight is to have it. */
  hasStepAxis?: boolean;
}

function AccuracyChart({ hasStepAxis = true }: ChartProps) {
  const text = useText();
  const shown = useShownCurves('testAccuracy');
  const { accuracyRange, stepScale } = useChartSettings();
  return (
    <ChartFigure
      title={text.series.testAccuracy.name}
      shown={shown}
      hasStepAxis={hasStepAxis}
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
      <Suspense>
        <CurveChart
          curves={shown.curves}
          steps={shown.steps}
          events={shown.events}
          {...(accuracyRange === 'whole' ? seriesLook('testAccuracy') : topLook)}
          stepScale={stepScale}
          view={compareView}
          words={text.charts.words}
        />
      </Suspense>
    </ChartFigure>
  );
}

/** Training loss, or another series of the steps. */
function LossChart({ hasStepAxis = true }: ChartProps) {
  const text = useText();
  const { lower, lossScale, smoothing, stepScale } = useChartSettings();
  const shown = useShownCurves(lower);
  const configs = useLab((state) => state.runs).map(({ record }) => record.config);
  const look = seriesLook(lower);
  const isLoss = lower === 'loss';
  const floor = isLoss
    ? configs.map(({ loss }) => lossFloor(loss)).find((value) => value !== undefined)
    : undefined;
  const { explanation } = text.series[lower];
  return (
    <ChartFigure
      title={text.series[lower].name}
      shown={shown}
      notes={[...(explanation ? [explanation] : []), ...(smoothing > 0 ? [text.charts.smoothedLegend] : [])]}
      hasStepAxis={hasStepAxis}
      lead={
        <Choice
          legend={text.charts.lower}
          hideLegend
          options={stepSeries.map((value) => ({ value, label: text.series[value].short }))}
          value={lower}
          onChange={(value) => chooseForCharts({ lower: value })}
        />
      }
      choices={
        <>
          <label className="smoothing">
            <span>{text.charts.smoothing}</span>
            <input
              type="range"
              min={0}
              max={0.99}
              step={0.01}
              value={smoothing}
              onChange={(event) => chooseForCharts({ smoothing: Number(event.target.value) })}
            />
          </label>
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
      <Suspense>
        <CurveChart
          key={lower}
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
          stepScale={stepScale}
          view={compareView}
          words={text.charts.words}
        />
      </Suspense>
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

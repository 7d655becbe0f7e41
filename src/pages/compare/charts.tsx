/** Test accuracy above, training loss below. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { comparisonRuns } from '../../domain/comparison.ts';
import { recordingsOf } from '../../domain/experiments.ts';
import { pointsOf } from '../../domain/run-result.ts';
import { runsToShow } from '../../domain/seeds.ts';
import { type SeriesName, stepSeries } from '../../domain/series-catalogue.ts';
import { recorded, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import type { Curve } from '../../ui/charts/curve.ts';
import { Choice } from '../../ui/controls.tsx';
import { percent } from '../../ui/format.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { armNames } from '../shared/arm-names.ts';
import { useRecordedSettings } from '../shared/recorded-settings.ts';
import { recordedText } from '../shared/recorded-text.ts';
import { seriesLook } from '../shared/series-looks.ts';
import { stageOf, verdictText } from '../shared/verdict-text.ts';

// Recharts is most of the page's program; all else is there before it, in its place. It is on its way from the first moment.
const chart = import('../../ui/charts/curve-chart.tsx');
// Whoever draws it is told.
chart.catch(() => {});
const CurveChart = lazy(() => chart.then((module) => ({ default: module.CurveChart })));

type AccuracyRange = 'whole' | 'top';
type LossScale = 'linear' | 'log';

export function Charts() {
  const text = useText();
  const runs = useLab((state) => state.runs);
  const previous = useLab((state) => state.previous);
  const comparison = useLab((state) => state.comparison);
  const { steps } = comparison.shared;
  const [range, setRange] = useState<AccuracyRange>('whole');
  const [scale, setScale] = useState<LossScale>('linear');
  const [smoothing, setSmoothing] = useState(0.9);
  const [lower, setLower] = useState<SeriesName>('loss');
  const lowerTitle = text.series[lower].name;
  const empty = runs.every(
    ({ record: { series } }) => series.loss.length === 0 && series.testAccuracy.length === 0,
  );
  const settings = useRecordedSettings();
  useEffect(() => void recorded.load(recordingsOf(comparisonRuns(comparison))), [comparison]);
  const { seed } = comparison.shared;
  const shown = empty && !previous ? runsToShow(seed, settings) : undefined;
  const shownSeed = shown?.[0]?.config.seed;
  const names = armNames(
    runs.map(({ record }) => record.config),
    text,
  );
  const ghostsOf = (series: SeriesName): Curve[] =>
    (previous?.runs ?? []).map(({ record }, i) => ({
      ...armLooks[i]!,
      name: `${armLooks[i]!.name}′`,
      label: text.charts.finishedBefore(armLooks[i]!.name),
      pale: true,
      points: record.series[series].points,
    }));
  const curvesOf = (series: SeriesName): Curve[] => [
    ...ghostsOf(series),
    ...runs.map(({ record }, i) => ({
      ...armLooks[i]!,
      label: names[i]!,
      pale: shown !== undefined,
      points: shown ? pointsOf(shown[i]!.series[series]) : record.series[series].points,
    })),
  ];
  const origin = shown
    ? text.charts.recorded(recordedText(shown, text), shownSeed === seed ? undefined : shownSeed)
    : !previous && text.charts.empty;
  const { words } = text.charts;
  const labelOf = (title: string) =>
    text.charts.description(
      title,
      runs.map(
        (run, i) =>
          `${armLooks[i]!.name}: ${names[i]}${text.comma}${verdictText(run.summary.verdict, text, stageOf(run))}`,
      ),
    );
  const axisEnd = Math.max(steps, ...[...runs, ...(previous?.runs ?? [])].map(({ summary }) => summary.step));
  const lowerLook = seriesLook(lower);
  return (
    <div className="charts">
      <figure className="chart" aria-label={labelOf(text.series.testAccuracy.name)}>
        <figcaption>
          <h2>{text.series.testAccuracy.name}</h2>
          {empty && origin && <p className="chart-note">{origin}</p>}
          <Choice
            legend={text.charts.range}
            hideLegend
            options={[
              { value: 'whole', label: text.charts.whole },
              { value: 'top', label: text.charts.top },
            ]}
            value={range}
            onChange={setRange}
          />
        </figcaption>
        <div className="chart-body">
          <Suspense>
            <CurveChart
              curves={curvesOf('testAccuracy')}
              steps={axisEnd}
              range={range === 'whole' ? [0, 1] : [0.9, 1]}
              format={range === 'whole' ? seriesLook('testAccuracy').format : finePercent}
              words={words}
            />
          </Suspense>
        </div>
      </figure>
      <figure className="chart" aria-label={labelOf(lowerTitle)}>
        <figcaption>
          <h2>{lowerTitle}</h2>
          <Choice
            legend={text.charts.lower}
            hideLegend
            options={stepSeries.map((value) => ({
              value,
              label: text.series[value].short,
            }))}
            value={lower}
            onChange={setLower}
          />
          {text.series[lower].explanation && <p className="chart-note">{text.series[lower].explanation}</p>}
          {empty && <p className="chart-note">{shown && text.charts.recordedShort}</p>}
          <label className="smoothing">
            <span>{text.charts.smoothing}</span>
            <input
              type="range"
              min={0}
              max={0.99}
              step={0.01}
              value={smoothing}
              onChange={(event) => setSmoothing(Number(event.target.value))}
            />
          </label>
          {!lowerLook.range && (
            <Choice
              legend={text.charts.scale}
              hideLegend
              options={[
                { value: 'linear', label: text.charts.linear },
                { value: 'log', label: text.charts.log },
              ]}
              value={scale}
              onChange={setScale}
            />
          )}
        </figcaption>
        <div className="chart-body">
          <Suspense>
            <CurveChart
              curves={curvesOf(lower)}
              steps={axisEnd}
              {...lowerLook}
              log={!lowerLook.range && scale === 'log'}
              smoothing={smoothing}
              words={words}
            />
          </Suspense>
        </div>
      </figure>
    </div>
  );
}

const finePercent = (value: number) => percent(value, 2);

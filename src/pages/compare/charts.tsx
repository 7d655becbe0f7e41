/** Test accuracy above, training loss below. */
import { useEffect, useState } from 'react';
import { configKey, reproductionName } from '../../domain/experiments.ts';
import { pointsOf } from '../../domain/run-result.ts';
import { recorded, useLab, useRecorded } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { CurveChart } from '../../ui/charts/curve-chart.tsx';
import { Choice } from '../../ui/controls.tsx';
import { lossTickText, percent } from '../../ui/format.ts';
import { recordedText } from '../recorded-text.ts';
import { runLabel, runLooks } from './curves.ts';
import { verdictText } from './verdict-text.ts';

/** Of the setting that the page opens with. */
const DEFAULT_RECORDINGS = [false, true].map((batchNorm) =>
  reproductionName('article', { learningRate: 1e-3, batchNorm }),
);

type AccuracyRange = 'whole' | 'top';
type LossScale = 'linear' | 'log';
type Lower = 'loss' | 'saturation';

/** A curve's name in a run's record, and in a result. */
const inResult = { accuracy: 'testAccuracy', loss: 'loss', saturation: 'saturation' } as const;

const wholePercent = (value: number) => percent(value, 0);
const finePercent = (value: number) => percent(value, 2);

export default function Charts() {
  const text = useText();
  const runs = useLab((state) => state.runs);
  const steps = useLab((state) => state.comparison.steps);
  const [range, setRange] = useState<AccuracyRange>('whole');
  const [scale, setScale] = useState<LossScale>('linear');
  const [smoothing, setSmoothing] = useState(0.9);
  const [lower, setLower] = useState<Lower>('loss');
  const lowerTitle = lower === 'loss' ? text.charts.loss : text.many.saturation;
  const empty = runs.every((run) => run.record.loss.length === 0 && run.record.accuracy.length === 0);
  const recordings = useRecorded((state) => state.runs);
  useEffect(() => void recorded.load(DEFAULT_RECORDINGS), []);
  const found = runs.map((run) => recordings.get(configKey(run.record.config)));
  const shown = empty && found[0] && found[1] ? ([found[0], found[1]] as const) : undefined;
  const curvesOf = (name: 'accuracy' | Lower) =>
    runs.map((run, index) => ({
      ...runLooks[index as 0 | 1],
      label: runLabel(run.record.config, text),
      pale: shown !== undefined,
      points: shown ? pointsOf(shown[index as 0 | 1].series[inResult[name]]) : run.record[name].points,
    }));
  const origin = shown ? text.charts.recorded(recordedText(shown[0], text)) : text.charts.empty;
  const { words } = text.charts;
  const labelOf = (title: string) => {
    const [a, b] = runs.map(
      (run) => `${runLabel(run.record.config, text)}, ${verdictText(run.summary.verdict, text)}`,
    );
    return text.charts.description(title, a!, b!);
  };
  const axisEnd = Math.max(steps, ...runs.map((run) => run.summary.step));
  return (
    <div className="charts">
      <figure className="chart" aria-label={labelOf(text.charts.accuracy)}>
        <figcaption>
          <h2>{text.charts.accuracy}</h2>
          {empty && <p className="chart-note">{origin}</p>}
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
          <CurveChart
            curves={curvesOf('accuracy')}
            steps={axisEnd}
            range={range === 'whole' ? [0, 1] : [0.9, 1]}
            format={range === 'whole' ? wholePercent : finePercent}
            words={words}
          />
        </div>
      </figure>
      <figure className="chart" aria-label={labelOf(lowerTitle)}>
        <figcaption>
          <h2>{lowerTitle}</h2>
          <Choice
            legend={text.charts.lower}
            hideLegend
            options={[
              { value: 'loss', label: text.charts.lossShort },
              { value: 'saturation', label: text.many.saturation },
            ]}
            value={lower}
            onChange={setLower}
          />
          {lower === 'saturation' && <p className="chart-note">{text.many.saturationLong}</p>}
          {shown && <p className="chart-note">{text.charts.recordedShort}</p>}
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
          {lower === 'loss' && (
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
          {lower === 'loss' ? (
            <CurveChart
              curves={curvesOf('loss')}
              steps={axisEnd}
              log={scale === 'log'}
              smoothing={smoothing}
              format={lossTickText}
              words={words}
            />
          ) : (
            <CurveChart
              curves={curvesOf('saturation')}
              steps={axisEnd}
              range={[0, 1]}
              smoothing={smoothing}
              format={wholePercent}
              words={words}
            />
          )}
        </div>
      </figure>
    </div>
  );
}

/** Test accuracy above, training loss below. */
import { useEffect, useState } from 'react';
import { useLab } from '../../lab/instance.ts';
import { isRecordingOf, loadRecorded, type RecordedComparison } from '../../lab/recorded.ts';
import { useText } from '../../text/language.ts';
import { CurveChart } from '../../ui/charts/curve-chart.tsx';
import { Choice } from '../../ui/controls.tsx';
import { lossText, percent } from '../../ui/format.ts';
import { runLabel, runLooks } from './curves.ts';
import { verdictText } from './verdict-text.ts';

type AccuracyRange = 'whole' | 'top';
type LossScale = 'linear' | 'log';

const wholePercent = (value: number) => percent(value, 0);
const finePercent = (value: number) => percent(value, 2);

export default function Charts() {
  const text = useText();
  const runs = useLab((state) => state.runs);
  const steps = useLab((state) => state.comparison.steps);
  const [range, setRange] = useState<AccuracyRange>('whole');
  const [scale, setScale] = useState<LossScale>('linear');
  const [smoothing, setSmoothing] = useState(0.9);
  const empty = runs.every((run) => run.record.loss.length === 0 && run.record.accuracy.length === 0);
  const recorded = useRecorded();
  const configs = runs.map((run) => run.record.config);
  const shown = empty && recorded && isRecordingOf(recorded, configs) ? recorded : undefined;
  const curvesOf = (name: 'accuracy' | 'loss') =>
    runs.map((run, index) => ({
      ...runLooks[index as 0 | 1],
      label: runLabel(run.record.config, text),
      pale: shown !== undefined,
      points: shown ? shown.runs[index as 0 | 1][name] : run.record[name].points,
    }));
  const origin = shown
    ? text.charts.recorded(text.engine.names[shown.engine], shown.browser, shown.cores, shown.date)
    : text.charts.empty;
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
      <figure className="chart" aria-label={labelOf(text.charts.loss)}>
        <figcaption>
          <h2>{text.charts.loss}</h2>
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
        </figcaption>
        <div className="chart-body">
          <CurveChart
            curves={curvesOf('loss')}
            steps={axisEnd}
            log={scale === 'log'}
            smoothing={smoothing}
            format={lossAxisText}
            words={words}
          />
        </div>
      </figure>
    </div>
  );
}

/** The recorded comparison, once it is loaded. */
function useRecorded(): RecordedComparison | undefined {
  const [recorded, setRecorded] = useState<RecordedComparison>();
  useEffect(() => {
    void loadRecorded().then(setRecorded);
  }, []);
  return recorded;
}

/** Ticks and readings of the loss: as short as four digits allow. */
function lossAxisText(loss: number): string {
  const short = lossText(loss);
  return /^-?\d+\.\d*$/.test(short) ? String(Number(short)) : short;
}

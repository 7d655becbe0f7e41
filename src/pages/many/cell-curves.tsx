/** The runs of one cell, seed by seed: their curves and what became of each. */
import { useEffect, useRef } from 'react';
import { type ArmName, comparisonOf } from '../../domain/experiments.ts';
import { firstRate } from '../../domain/learning-rate.ts';
import type { PresetName } from '../../domain/presets.ts';
import { pointsOf } from '../../domain/run-result.ts';
import { type SeriesName, stepSeries } from '../../domain/series-catalogue.ts';
import { lab } from '../../lab/instance.ts';
import { learningRateText, percent } from '../../ui/format.ts';
import { networkLooks, seedDash } from '../shared/arm-looks.ts';
import { verdictText } from '../shared/verdict-text.ts';
import { RunChart } from './run-chart.tsx';
import type { ShownRuns } from './shown-runs.ts';
import { useManyText } from './use-text.ts';

const CHARTS: readonly SeriesName[] = ['testAccuracy', ...stepSeries];

export default function CellCurves({
  title,
  arm,
  preset,
  shown: { runs, source },
  onClose,
}: {
  title: string;
  arm: ArmName;
  /** Whose setting the runs have, apart from their loss. */
  preset: PresetName;
  shown: ShownRuns;
  onClose: () => void;
}) {
  const text = useManyText();
  const panel = useRef<HTMLElement>(null);
  // It opens below what it belongs to, where it may be out of sight. Each cell's is keyed by its title.
  useEffect(() => {
    // Nothing is given back: newer browsers give a promise, which React would call when the panel goes.
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const steps = Math.max(1, ...runs.map((run) => run.config.steps));
  const rate = runs[0] ? firstRate(runs[0].config.learningRate) : 0;
  const subject = `seeds-${arm}-${learningRateText(rate).toLowerCase()}`;
  const curvesOf = (series: SeriesName) =>
    runs.map((run, index) => ({
      name: String(run.config.seed),
      label: text.many.seed(String(run.config.seed)),
      colour: networkLooks[arm].colour,
      ...seedDash(index),
      points: pointsOf(run.series[series]),
    }));
  return (
    <section ref={panel} className="panel cell-curves" aria-label={text.many.seedsOf(title)}>
      <header className="panel-header">
        <h2>{text.many.seedsOf(title)}</h2>
        <p className="chart-note">{text.many.source[source]}</p>
        <button type="button" onClick={onClose}>
          {text.many.close}
        </button>
      </header>
      <div className="cell-charts">
        {CHARTS.map((series) => (
          <RunChart
            key={series}
            title={text.series[series].name}
            curves={curvesOf(series)}
            steps={steps}
            series={series}
            saved={{ subject, of: title, groups: [runs] }}
          />
        ))}
      </div>
      <ul className="seeds">
        {runs.map(({ config, testAccuracy, verdict }) => (
          <li key={config.seed}>
            <b>{text.many.seed(String(config.seed))}</b>
            <span className="number">
              {testAccuracy === null ? text.card.none : percent(testAccuracy, 2)}
            </span>
            <span>{verdictText(verdict, text, { ended: true, accuracy: testAccuracy ?? undefined })}</span>
            <button
              type="button"
              className="small"
              onClick={() => {
                lab.show(comparisonOf(config, preset));
                location.hash = 'compare';
              }}
            >
              {text.many.compare}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

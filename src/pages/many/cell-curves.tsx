/** The runs of one cell, seed by seed: their curves and what became of each. */

import { comparisonOf } from '../../domain/experiments.ts';
import type { PresetName } from '../../domain/presets.ts';
import { pointsOf } from '../../domain/run-result.ts';
import { lab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { percent } from '../../ui/format.ts';
import { runLooks } from '../compare/curves.ts';
import { verdictText } from '../compare/verdict-text.ts';
import type { SeriesName } from './band-curves.ts';
import { RunChart } from './run-chart.tsx';
import type { ShownRuns } from './shown-runs.ts';

/** Dashes that tell seeds of one colour apart. */
const DASHES = [undefined, '7 4', '2 3', '10 3 2 3', '4 2'];

export default function CellCurves({
  title,
  preset,
  shown: { runs, source },
  onClose,
}: {
  title: string;
  /** Whose setting the runs have, apart from their loss. */
  preset: PresetName;
  shown: ShownRuns;
  onClose: () => void;
}) {
  const text = useText();
  const steps = Math.max(1, ...runs.map((run) => run.config.steps));
  const curvesOf = (series: SeriesName) =>
    runs.map((run, index) => {
      const dash = DASHES[index % DASHES.length];
      return {
        name: String(run.config.seed),
        label: text.many.seed(String(run.config.seed)),
        colour: runLooks[run.config.batchNorm === 'off' ? 0 : 1].colour,
        ...(dash && { dash }),
        points: pointsOf(run.series[series]),
      };
    });
  const chart = (series: SeriesName, name: string) => (
    <RunChart title={name} curves={curvesOf(series)} steps={steps} series={series} />
  );
  return (
    <section className="panel cell-curves" aria-label={text.many.seedsOf(title)}>
      <header className="panel-header">
        <h2>{text.many.seedsOf(title)}</h2>
        <p className="chart-note">{text.many.source[source]}</p>
        <button type="button" onClick={onClose}>
          {text.many.close}
        </button>
      </header>
      <div className="cell-charts">
        {chart('testAccuracy', text.charts.accuracy)}
        {chart('loss', text.charts.loss)}
        {chart('saturation', text.many.saturation)}
      </div>
      <ul className="seeds">
        {runs.map(({ config, testAccuracy, verdict }) => (
          <li key={config.seed}>
            <b>{text.many.seed(String(config.seed))}</b>
            <span className="number">
              {testAccuracy === null ? text.card.none : percent(testAccuracy, 2)}
            </span>
            <span className={`verdict-${verdict.kind}`}>{verdictText(verdict, text)}</span>
            <button
              type="button"
              className="small"
              onClick={() => {
                lab.change(comparisonOf(config, preset), 'preset');
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

/** The article's two figures, drawn over seeds, and the explanation beside the plots that show it. */
import { useState } from 'react';
import { armNames, articleRates } from '../../domain/experiments.ts';
import type { Points } from '../../domain/points.ts';
import { pointsOf } from '../../domain/run-result.ts';
import { type SeriesName, stepSeries } from '../../domain/series-catalogue.ts';
import type { Curve } from '../../ui/charts/curve.ts';
import { Choice } from '../../ui/controls.tsx';
import { Explained } from '../../ui/explained.tsx';
import { countText, learningRateText } from '../../ui/format.ts';
import { bandCurves, lastStep, type RunsByArm } from '../many/band-curves.ts';
import { RunChart, type SavedChart } from '../many/run-chart.tsx';
import type { ShownRuns } from '../many/shown-runs.ts';
import { networkLooks, seedDash } from '../shared/arm-looks.ts';
import { runsAt, useCellRuns } from './runs.ts';
import { useReproduce } from './state.ts';
import { useReproduceText } from './use-text.ts';

export default function Figures() {
  const text = useReproduceText();
  const runsOf = useCellRuns();
  const [lower, setLower] = useState<SeriesName>('loss');
  const rates = articleRates.map((learningRate) => ({ learningRate, shown: runsAt(runsOf, learningRate) }));
  const steps = lastStep(rates.map(({ shown }) => shown));
  const hasMedian = rates.some(({ shown }) => Object.values(shown).some(({ runs }) => runs.length !== 2));
  return (
    <>
      <section className="figures" aria-label={text.reproduce.figures}>
        <header className="panel-header">
          <h2>{text.reproduce.figures}</h2>
          <p className="chart-note">{hasMedian ? text.many.legend : text.many.legendFew}</p>
          <Choice
            legend={text.reproduce.below}
            hideLegend
            options={stepSeries.map((value) => ({
              value,
              label: text.series[value].name,
            }))}
            value={lower}
            onChange={setLower}
          />
        </header>
        <div className="figure-grid">
          {rates.map(({ learningRate, shown }) => (
            <RunChart
              key={`accuracy ${learningRate}`}
              title={`${learningRateText(learningRate)} · ${text.series.testAccuracy.name}`}
              curves={bandCurves(shown, 'testAccuracy', text)}
              steps={steps}
              series="testAccuracy"
              note={sourceText(shown, text.many.source)}
              saved={savedOf(learningRate, shown)}
            />
          ))}
          {rates.map(({ learningRate, shown }) => (
            <RunChart
              key={`lower ${learningRate}`}
              title={`${learningRateText(learningRate)} · ${text.series[lower].name}`}
              curves={bandCurves(shown, lower, text)}
              steps={steps}
              series={lower}
              saved={savedOf(learningRate, shown)}
            />
          ))}
        </div>
      </section>
      <Why shown={rates.at(-1)!.shown} steps={steps} />
    </>
  );
}

/** What is saved with a figure. */
function savedOf(learningRate: number, shown: RunsByArm): SavedChart {
  return {
    subject: `reproduce-${learningRateText(learningRate).toLowerCase()}`,
    groups: armNames.map((arm) => shown[arm].runs),
  };
}

/** Where runs come from, when they come from one place. */
function sourceText(shown: RunsByArm, names: Record<ShownRuns['source'], string>): string {
  const there = Object.values(shown).filter(({ runs }) => runs.length > 0);
  const sources = new Set(there.map(({ source }) => source));
  return [...sources].map((source) => names[source]).join(', ');
}

/** Steps of the close look at how training begins. */
const BEGINNING = 60;

/** Why it happens, each claim beside its plot. All plots are of 1E-3. */
function Why({ shown, steps }: { shown: RunsByArm; steps: number }) {
  const text = useReproduceText();
  const claimsOf = useReproduce(({ variant }) => variant) === 'article' ? text.why.article : text.why.direct;
  const saturation = bandCurves(shown, 'saturation', text);
  const saved = savedOf(articleRates.at(-1)!, shown);
  const beginning = Math.min(BEGINNING, steps);
  const seeds = shown.none.runs.map(
    (run, index): Curve => ({
      name: String(run.config.seed),
      label: text.many.seed(String(run.config.seed)),
      colour: networkLooks.none.colour,
      ...seedDash(index),
      points: pointsOf(run.series.testAccuracy),
    }),
  );
  const claims = [
    {
      ...claimsOf.saturation,
      chart: (
        <RunChart
          title={`1E-3 · ${text.series.saturation.name}`}
          note={text.series.saturation.explanation}
          curves={saturation}
          steps={steps}
          series="saturation"
          saved={saved}
        />
      ),
    },
    {
      ...claimsOf.gamma,
      chart: (
        <RunChart
          title={`1E-3 · ${text.series.saturation.name}${text.comma}${text.why.zoom(countText(beginning))}`}
          curves={saturation.map((curve) => until(curve, beginning))}
          steps={beginning}
          series="saturation"
          saved={{ ...saved, subject: `${saved.subject}-beginning` }}
        />
      ),
    },
    {
      ...claimsOf.seeds,
      chart: (
        <RunChart
          title={`1E-3 · ${text.series.testAccuracy.name}${text.comma}${text.withoutBatchNorm}`}
          curves={seeds}
          steps={steps}
          series="testAccuracy"
          saved={{ subject: `${saved.subject}-seeds`, groups: [shown.none.runs] }}
        />
      ),
    },
  ];
  return (
    <section className="why" aria-label={text.why.title}>
      <h2>{text.why.title}</h2>
      {claims.map(({ title, claim, chart }) => (
        <div key={title} className="claim">
          <div className="claim-text">
            <h3>{title}</h3>
            <p>
              <Explained>{claim}</Explained>
            </p>
          </div>
          {chart}
        </div>
      ))}
    </section>
  );
}

/** The beginning of a curve with all that is drawn behind it. */
function until(curve: Curve, step: number): Curve {
  const { points, singles, range, ...rest } = curve;
  return {
    ...rest,
    points: head(points, step),
    ...(singles && { singles: singles.map((single) => head(single, step)) }),
    ...(range && { range: { low: head(range.low, step), high: head(range.high, step) } }),
  };
}

function head({ steps, values }: Points, step: number): Points {
  const count = Array.from(steps).filter((value) => value <= step).length;
  return { steps: Array.from(steps).slice(0, count), values: Array.from(values).slice(0, count) };
}

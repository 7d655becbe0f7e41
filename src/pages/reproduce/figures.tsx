/** The article's two figures, drawn over seeds, and the explanation beside the plots that show it. */
import { useState } from 'react';
import { articleRates } from '../../domain/experiments.ts';
import { pointsOf } from '../../domain/run-result.ts';
import type { Points } from '../../domain/series.ts';
import { useText } from '../../text/language.ts';
import type { Curve } from '../../ui/charts/curve-chart.tsx';
import { Choice } from '../../ui/controls.tsx';
import { countText, learningRateText } from '../../ui/format.ts';
import { runLooks } from '../compare/curves.ts';
import { bandCurves, lastStep, type Pair } from '../many/band-curves.ts';
import { RunChart } from '../many/run-chart.tsx';
import { pairAt, useCellRuns } from './runs.ts';
import { useReproduce } from './state.ts';

export default function Figures() {
  const text = useText();
  const runsOf = useCellRuns();
  const [lower, setLower] = useState<'loss' | 'saturation'>('loss');
  const pairs = articleRates.map((learningRate) => ({ learningRate, pair: pairAt(runsOf, learningRate) }));
  const steps = lastStep(pairs.map(({ pair }) => pair));
  const lowerTitle = lower === 'loss' ? text.charts.loss : text.many.saturation;
  return (
    <>
      <section className="figures" aria-label={text.reproduce.figures}>
        <header className="panel-header">
          <h2>{text.reproduce.figures}</h2>
          <p className="chart-note">{text.many.legend}</p>
          <Choice
            legend={text.reproduce.below}
            hideLegend
            options={[
              { value: 'loss', label: text.charts.loss },
              { value: 'saturation', label: text.many.saturation },
            ]}
            value={lower}
            onChange={setLower}
          />
        </header>
        <div className="figure-grid">
          {pairs.map(({ learningRate, pair }) => (
            <RunChart
              key={`accuracy ${learningRate}`}
              title={`${learningRateText(learningRate)} · ${text.charts.accuracy}`}
              curves={bandCurves(pair, 'testAccuracy', text)}
              steps={steps}
              series="testAccuracy"
              note={sourceText(pair, text.many.source)}
            />
          ))}
          {pairs.map(({ learningRate, pair }) => (
            <RunChart
              key={`lower ${learningRate}`}
              title={`${learningRateText(learningRate)} · ${lowerTitle}`}
              curves={bandCurves(pair, lower, text)}
              steps={steps}
              series={lower}
            />
          ))}
        </div>
      </section>
      <Why pair={pairs.at(-1)!.pair} steps={steps} />
    </>
  );
}

/** Where the runs of a pair come from, when they come from one place. */
function sourceText(pair: Pair, names: Record<Pair[number]['source'], string>): string {
  const sources = new Set(pair.filter(({ runs }) => runs.length > 0).map(({ source }) => source));
  return [...sources].map((source) => names[source]).join(', ');
}

/** Steps of the close look at how training begins. */
const BEGINNING = 60;
const DASHES = [undefined, '7 4', '2 3', '10 3 2 3', '4 2'];

/** Why it happens, each claim beside its plot. All plots are of 1E-3. */
function Why({ pair, steps }: { pair: Pair; steps: number }) {
  const text = useText();
  const claimsOf = useReproduce(({ variant }) => variant) === 'article' ? text.why.article : text.why.direct;
  const saturation = bandCurves(pair, 'saturation', text);
  const beginning = Math.min(BEGINNING, steps);
  const seeds = pair[0].runs.map((run, index): Curve => {
    const dash = DASHES[index % DASHES.length];
    return {
      name: String(run.config.seed),
      label: text.many.seed(String(run.config.seed)),
      colour: runLooks[0].colour,
      ...(dash && { dash }),
      points: pointsOf(run.series.testAccuracy),
    };
  });
  const claims = [
    {
      ...claimsOf.saturation,
      chart: (
        <RunChart
          title={`1E-3 · ${text.many.saturation}`}
          note={text.many.saturationLong}
          curves={saturation}
          steps={steps}
          series="saturation"
        />
      ),
    },
    {
      ...claimsOf.gamma,
      chart: (
        <RunChart
          title={`1E-3 · ${text.many.saturation}, ${text.why.zoom(countText(beginning))}`}
          curves={saturation.map((curve) => until(curve, beginning))}
          steps={beginning}
          series="saturation"
        />
      ),
    },
    {
      ...claimsOf.seeds,
      chart: (
        <RunChart
          title={`1E-3 · ${text.charts.accuracy}, ${text.withoutBatchNorm}`}
          curves={seeds}
          steps={steps}
          series="testAccuracy"
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
            <p>{claim}</p>
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

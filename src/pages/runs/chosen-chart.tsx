/** One series of all chosen runs, to be seen and to be saved. */
import type { SeriesName } from '../../domain/series-catalogue.ts';
import { useLanguage } from '../../text/language.ts';
import type { Curve } from '../../ui/charts/curve.ts';
import { CurveChart } from '../../ui/charts/curve-chart.tsx';
import { SaveButton } from '../../ui/save/save-button.tsx';
import { plainName } from '../shared/series-columns.ts';
import { seriesLook } from '../shared/series-looks.ts';
import { chosenTable, chosenWords, type DrawnRun } from './saved-chosen.ts';
import { useRunsText } from './use-text.ts';

export function ChosenChart({
  series,
  drawn,
  steps,
  address,
}: {
  series: SeriesName;
  drawn: readonly DrawnRun[];
  steps: number;
  /** Where these runs are seen beside each other; undefined where they cannot be. */
  address: string | undefined;
}) {
  const text = useRunsText();
  const language = useLanguage((state) => state.language);
  const title = text.series[series].name;
  const curves = drawn.map(({ record, look }): Curve => ({ ...look, points: record.series[series].points }));
  const chart = (
    <CurveChart curves={curves} steps={steps} {...seriesLook(series)} words={text.charts.words} />
  );
  return (
    <figure className="chart" aria-label={title}>
      <figcaption>
        <h3>{title}</h3>
        <SaveButton
          subject={`runs-${plainName(series, '-')}`}
          chart={chart}
          address={address ?? null}
          words={(date) =>
            chosenWords(drawn, curves, {
              title,
              language,
              date,
              // The page's own has the settings of Compare.
              address: address ?? location.origin + location.pathname,
            })
          }
          table={() => chosenTable(drawn, series)}
        />
      </figcaption>
      <div className="chart-body">{chart}</div>
    </figure>
  );
}

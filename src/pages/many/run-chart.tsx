/** A chart of one series of many runs, under a title. */
import type { SeriesName } from '../../domain/series-catalogue.ts';
import { useLanguage } from '../../text/language.ts';
import type { Curve } from '../../ui/charts/curve.ts';
import { CurveChart } from '../../ui/charts/curve-chart.tsx';
import { SaveButton } from '../../ui/save/save-button.tsx';
import { plainName } from '../shared/series-columns.ts';
import { seriesLook } from '../shared/series-looks.ts';
import { type RunGroups, runChartTable, runChartWords } from './saved-runs.ts';
import { useManyText } from './use-text.ts';

/** What is to be known of a chart besides when it is saved. */
export interface SavedChart {
  /** Part of the files' names, before the series. */
  subject: string;
  /** Of what, where the chart's title leaves it to what stands above it. */
  of?: string;
  /** All runs of which something is drawn. */
  groups: RunGroups;
}

export function RunChart({
  title,
  curves,
  steps,
  series,
  note,
  saved,
}: {
  title: string;
  curves: readonly Curve[];
  steps: number;
  series: SeriesName;
  note?: string;
  saved: SavedChart;
}) {
  const text = useManyText();
  const language = useLanguage((state) => state.language);
  const hasBands = curves.some(({ range }) => range);
  const chart = (
    <CurveChart curves={curves} steps={steps} {...seriesLook(series)} words={text.charts.words} />
  );
  return (
    <figure className="chart" aria-label={title}>
      <figcaption>
        <h3>{title}</h3>
        {note && <p className="chart-note">{note}</p>}
        {curves.length > 0 && (
          <SaveButton
            subject={`${saved.subject}-${plainName(series, '-')}`}
            chart={chart}
            words={(date) =>
              runChartWords(saved.groups, curves, {
                title: saved.of ? `${saved.of} · ${title}` : title,
                notes: [text.series[series].explanation, hasBands ? text.many.legend : ''].filter(
                  (words) => words !== '',
                ),
                language,
                date,
              })
            }
            table={() => runChartTable(saved.groups, series, hasBands)}
          />
        )}
      </figcaption>
      <div className="chart-body">
        {curves.length === 0 ? <p className="chart-empty">{text.many.noRuns}</p> : chart}
      </div>
    </figure>
  );
}

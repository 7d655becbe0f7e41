/** A chart of one series of many runs, under a title. */
import type { ReactNode } from 'react';
import type { SeriesName } from '../../domain/series-catalogue.ts';
import type { Curve } from '../../ui/charts/curve.ts';
import { CurveChart } from '../../ui/charts/curve-chart.tsx';
import { seriesLook } from '../shared/series-looks.ts';
import { useManyText } from './use-text.ts';

export function RunChart({
  title,
  curves,
  steps,
  series,
  note,
  children,
}: {
  title: string;
  curves: readonly Curve[];
  steps: number;
  series: SeriesName;
  note?: string;
  /** Controls at the right of the title. */
  children?: ReactNode;
}) {
  const text = useManyText();
  return (
    <figure className="chart" aria-label={title}>
      <figcaption>
        <h3>{title}</h3>
        {note && <p className="chart-note">{note}</p>}
        {children}
      </figcaption>
      <div className="chart-body">
        {curves.length === 0 ? (
          <p className="chart-empty">{text.many.noRuns}</p>
        ) : (
          <CurveChart curves={curves} steps={steps} {...seriesLook(series)} words={text.charts.words} />
        )}
      </div>
    </figure>
  );
}

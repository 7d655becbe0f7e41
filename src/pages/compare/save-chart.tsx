/** Saves a chart of the Compare page. Loaded when the page is there. */
import type { ReactNode } from 'react';
import type { SeriesName } from '../../domain/series-catalogue.ts';
import { lab } from '../../lab/instance.ts';
import { useLanguage, useText } from '../../text/language.ts';
import { SaveButton } from '../../ui/save/save-button.tsx';
import { plainName } from '../shared/series-columns.ts';
import { useChartSettings } from './chart-settings.ts';
import { compareTable, compareWords } from './saved-chart.ts';
import type { useShownCurves } from './shown-curves.ts';

export default function SaveChart({
  series,
  shown,
  notes,
  chart,
}: {
  series: SeriesName;
  shown: ReturnType<typeof useShownCurves>;
  notes: readonly string[];
  chart: ReactNode;
}) {
  const text = useText();
  const language = useLanguage((state) => state.language);
  const axis = useChartSettings((state) => state.axis);
  return (
    <SaveButton
      subject={plainName(series, '-')}
      chart={chart}
      words={(date) =>
        compareWords(
          { lab: lab.store.getState(), shown, notes },
          { title: text.series[series].name, language, date },
        )
      }
      table={() => compareTable({ lab: lab.store.getState(), shown }, series, axis === 'time')}
    />
  );
}

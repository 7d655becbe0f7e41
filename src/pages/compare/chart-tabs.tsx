/** The charts of a phone: one at a time, behind tabs. Loaded where the screen is narrow. */
import { Tabs } from '@base-ui/react/tabs';
import { type SeriesName, stepSeries } from '../../domain/series-catalogue.ts';
import { useText } from '../../text/language.ts';
import { chooseForCharts, useChartSettings } from './chart-settings.ts';
import { AccuracyChart, LossChart } from './series-charts.tsx';

const oneOf: readonly SeriesName[] = ['testAccuracy', ...stepSeries];

export default function ChartTabs() {
  const text = useText();
  const only = useChartSettings((state) => state.only);
  const choose = (value: SeriesName) =>
    chooseForCharts(value === 'testAccuracy' ? { only: value } : { only: value, lower: value });
  return (
    <Tabs.Root value={only} onValueChange={choose}>
      <Tabs.List className="choice-options" aria-label={text.charts.shown} activateOnFocus>
        {oneOf.map((value) => (
          <Tabs.Tab key={value} value={value}>
            {text.series[value].short}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {/* The figure in it has what takes the focus. */}
      <Tabs.Panel value={only} tabIndex={-1}>
        {only === 'testAccuracy' ? <AccuracyChart /> : <LossChart isAlone />}
      </Tabs.Panel>
    </Tabs.Root>
  );
}

/** What a visitor has chosen for the charts. It is kept while a chart is out of sight, and both look at the same steps. */
import { create } from 'zustand';
import type { SeriesName } from '../../domain/series-catalogue.ts';
import type { StepScale } from '../../ui/charts/steps.ts';
import { createChartView } from '../../ui/charts/view.ts';

interface ChartSettings {
  accuracyRange: 'whole' | 'top';
  /** The series of the chart that is not the accuracy's. */
  lower: SeriesName;
  lossScale: 'linear' | 'log';
  smoothing: number;
  stepScale: StepScale;
}

export const useChartSettings = create<ChartSettings>(() => ({
  accuracyRange: 'whole',
  lower: 'loss',
  lossScale: 'linear',
  smoothing: 0.9,
  stepScale: 'linear',
}));

export const chooseForCharts = useChartSettings.setState;

export const compareView = createChartView();

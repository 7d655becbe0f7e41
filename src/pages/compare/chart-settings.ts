/** What a visitor has chosen for the charts. It is kept while a chart is out of sight, and both look at the same steps. */
import { create } from 'zustand';
import type { SeriesName } from '../../domain/series-catalogue.ts';
import { createChartView } from '../../ui/charts/view.ts';

/** What lies along the horizontal axis. */
export type Axis = 'steps' | 'log-steps' | 'time';

interface ChartSettings {
  accuracyRange: 'whole' | 'top';
  /** The series of the chart that is not the accuracy's. */
  lower: SeriesName;
  /** The series that is shown where there is room for one chart. */
  only: SeriesName;
  /** As suits the loss, until one is chosen. */
  lossScale: 'linear' | 'log' | undefined;
  smoothing: number;
  axis: Axis;
}

/** How the charts look at a comparison that was just opened. */
export const usualLook = { accuracyRange: 'whole', lossScale: undefined } as const;

export const useChartSettings = create<ChartSettings>(() => ({
  ...usualLook,
  lower: 'loss',
  only: 'testAccuracy',
  smoothing: 0.9,
  axis: 'steps',
}));

export const chooseForCharts = useChartSettings.setState;

export const compareView = createChartView();

/** Where one looks is a step on one axis and a time on another: it does not stay. */
export function chooseAxis(axis: Axis): void {
  compareView.setState({ reading: undefined, span: undefined, selection: undefined });
  chooseForCharts({ axis });
}

/** Where one looks in charts: the step that is read, and the steps that are shown. Charts that share it move together. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Span } from './steps.ts';

interface ViewState {
  /** `by`: the chart whose keys moved it there, which says aloud what it reads. */
  reading: { step: number; by?: string } | undefined;
  /** Steps shown; all without. */
  span: Span | undefined;
  /** Steps that a pointer is dragged over, from the first touched to the last. */
  selection: Span | undefined;
}
export type ChartView = StoreApi<ViewState>;

export function createChartView(): ChartView {
  return createStore<ViewState>(() => ({ reading: undefined, span: undefined, selection: undefined }));
}

/** What is drawn, given past Recharts' frame, which need not change when a curve grows. */
import { createContext, useContext } from 'react';
import { usePlotArea, useXAxisInverseScale, useXAxisScale, useYAxisScale } from 'recharts';
import type { ChartData } from './chart-data.ts';
import type { CurveChartProps } from './curve.ts';
import type { PlotArea } from './end-labels.ts';
import type { Span } from './steps.ts';
import { type ChartView, createChartView } from './view.ts';

interface Drawn extends Pick<CurveChartProps, 'curves' | 'floor' | 'words'> {
  data: ChartData;
  /** A value beside a curve. */
  read: (value: number) => string;
  /** A step along the axis. */
  formatStep: (step: number) => string;
  events: NonNullable<CurveChartProps['events']>;
  /** Pixels at the right of the plot. */
  room: number;
  /** Steps that there are, and those that are shown. */
  steps: number;
  span: Span;
  view: ChartView;
  smoothing: number;
  /** Whether curves have their values at their ends. */
  hasValues: boolean;
}

export const CurvesContext = createContext<Drawn>({
  curves: [],
  data: { curves: [], extent: undefined },
  read: String,
  formatStep: String,
  events: [],
  floor: undefined,
  room: 0,
  steps: 1,
  span: [0, 1],
  view: createChartView(),
  smoothing: 0,
  hasValues: false,
  words: {
    step: '',
    missing: '',
    notANumber: '',
    previous: '',
    plot: '',
    keys: '',
    smoothed: (smoothed) => smoothed,
  },
});

export interface Plot {
  area: PlotArea;
  x: (step: number) => number;
  y: (value: number) => number;
  stepAt: (x: number) => number;
}

/** What is drawn and where, once Recharts knows. */
export function usePlot(): { drawn: Drawn; plot: Plot | undefined } {
  const drawn = useContext(CurvesContext);
  const area = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const inverse = useXAxisInverseScale();
  if (!area || !xScale || !yScale || !inverse) return { drawn, plot: undefined };
  const plot = {
    area,
    x: (step: number) => Number(xScale(step)),
    y: (value: number) => Number(yScale(value)),
    stepAt: (x: number) => Number(inverse(x)),
  };
  return { drawn, plot };
}

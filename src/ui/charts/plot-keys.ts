/** What keys do in a chart: they move what is read, and zoom. */
import type { Points } from '../../domain/points.ts';
import { nearestStep, stepBy } from './read-steps.ts';
import { type Span, type StepScale, shownSpan, spanWith, zoomBy } from './steps.ts';
import type { ChartView } from './view.ts';

/** Points that Shift jumps over. */
const FAR = 10;

interface Chart {
  /** Which one of those that share the view. */
  id: string;
  curves: readonly Points[];
  steps: number;
  stepScale: StepScale;
}

type State = ReturnType<ChartView['getState']>;
type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What changes in the view by a key; undefined when it is none of the chart's. */
export function afterKey(state: State, press: Press, chart: Chart): Partial<State> | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  const { curves, steps, id, stepScale } = chart;
  const span = shownSpan(state.span, steps);
  const step = state.reading?.step;
  const by = press.shiftKey ? FAR : 1;
  const readAt = (next: number | undefined): Partial<State> => {
    if (next === undefined) return {};
    return { reading: { step: next, by: id }, ...(state.span && { span: spanWith(span, next) }) };
  };
  const zoom = (factor: number) => {
    const next: Span = zoomBy(span, factor, step ?? (span[0] + span[1]) / 2, steps, stepScale);
    return { span: next[0] === 0 && next[1] === steps ? undefined : next };
  };
  switch (press.key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      // The first press shows the newest point.
      return readAt(
        step === undefined
          ? nearestStep(curves, span[1])
          : stepBy(curves, step, press.key === 'ArrowLeft' ? -by : by),
      );
    case 'Home':
      return readAt(nearestStep(curves, 0));
    case 'End':
      return readAt(nearestStep(curves, steps));
    case '+':
    case '=':
      return zoom(1 / 2);
    case '-':
      return zoom(2);
    case '0':
      return { span: undefined };
    case 'Escape':
      return state.reading || state.selection ? { reading: undefined, selection: undefined } : undefined;
    default:
      return undefined;
  }
}

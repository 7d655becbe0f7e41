/** Which events are marked on the curves of a chart, and where. All in pixels. */
import { type ChartData, readAt } from './chart-data.ts';
import type { ChartEvent, Curve } from './curve.ts';
import { type PlotArea, textWidth } from './end-labels.ts';
import { BESIDE_MARK, MARK_RADIUS, spreadMarks } from './event-marks.ts';
import type { EventPlace } from './keep-off.ts';

interface Happened {
  curves: readonly Curve[];
  data: ChartData;
  events: readonly ChartEvent[];
  words: { notANumber: string; step: string };
}

interface Plot {
  area: PlotArea;
  x: (step: number) => number;
  y: (value: number) => number;
}

/** A mark on a curve. */
export interface PlacedEvent extends EventPlace {
  event: ChartEvent;
  curve: Curve;
}

/** The marks of what became of the runs; a rate that was changed is a line through the plot, and not among them. */
export function eventPlaces({ curves, data, events, words }: Happened, plot: Plot): PlacedEvent[] {
  const told = new Set(events.flatMap(({ kind, curve }) => (kind === 'nan' ? (curve ?? []) : [])));
  // A curve that is not a number from some step on has failed, whoever says so.
  const failures = curves.flatMap(({ name, ghost }, i): ChartEvent[] => {
    const step = data.curves[i]!.failedAt;
    const label = `${name}: ${words.notANumber}`;
    return step === undefined || ghost || told.has(name)
      ? []
      : [{ step, kind: 'nan', label, title: `${label}, ${words.step} ${step}`, curve: name }];
  });
  const marks = [...events, ...failures].flatMap((event) => {
    const index = curves.findIndex(({ name, ghost }) => name === event.curve && !ghost);
    const at = event.kind === 'rate' || index < 0 ? undefined : placeOf(event, data.curves[index]!, plot);
    return at ? [{ event, curve: curves[index]!, ...at }] : [];
  });
  spreadMarks(marks);
  return marks.map((mark) => ({ ...mark, right: mark.x + MARK_RADIUS + wordsOf(mark.event) }));
}

/** Room for what is written behind a mark. */
function wordsOf({ kind, label }: ChartEvent): number {
  return kind === 'nan' ? BESIDE_MARK + textWidth(label) : 0;
}

/** On its curve, at the step or where the curve was last a number before it. */
function placeOf(
  { step }: ChartEvent,
  { strongest }: ChartData['curves'][number],
  { area, x, y }: Plot,
): { x: number; y: number } | undefined {
  let point = readAt(strongest, Math.min(step, strongest.steps.at(-1) ?? step));
  while (point && !Number.isFinite(y(point.value))) point = readAt(strongest, point.step - 1);
  const left = x(step);
  if (!point || left < area.x - 0.5 || left > area.x + area.width + 0.5) return undefined;
  const inside = Math.min(area.y + area.height - MARK_RADIUS, Math.max(area.y + MARK_RADIUS, y(point.value)));
  return { x: left, y: inside };
}

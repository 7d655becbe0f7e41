/** The marks at the ends of a chart's curves, with their labels kept off each other and off the marks of events. */
import type { ChartData } from './chart-data.ts';
import { type ChartEvent, type Curve, MOST_NAMED, valueLabel } from './curve.ts';
import { type EndMark, endMark, type PlotArea } from './end-labels.ts';
import { MARK_RADIUS } from './event-marks.ts';
import { eventPlaces } from './event-places.ts';
import { placeLabels } from './keep-off.ts';

/** From the middle of an end's dot to that of an event's mark that leaves it alone. */
const DOT_AND_MARK = MARK_RADIUS + 6;

interface Ends {
  curves: readonly Curve[];
  data: ChartData;
  read: (value: number) => string;
  hasValues: boolean;
  floor?: { value: number; label: string } | undefined;
  events: readonly ChartEvent[];
  words: { previous: string; notANumber: string; step: string };
  room: number;
}

interface Place {
  area: PlotArea;
  x: (step: number) => number;
  y: (value: number) => number;
}

/**
 * @returns a mark for each curve that has an end among the steps shown, and that of the floor, where the plot shows it.
 */
export function endMarks(
  drawn: Ends,
  plot: Place,
): { ends: (EndMark | undefined)[]; floor: EndMark | undefined } {
  const { curves, data, read, hasValues, floor, words, room } = drawn;
  const { area, x, y } = plot;
  const areNamed = curves.length <= MOST_NAMED;
  const places = data.curves.map(({ end }) => end && { x: x(end.step), y: y(end.value) });
  // One word for all ghosts, under the lowest of them.
  const lowest = places.reduce<number | undefined>(
    (best, place, i) =>
      curves[i]!.ghost && place && (best === undefined || place.y >= places[best]!.y) ? i : best,
    undefined,
  );
  const ends = curves.map((curve, i): EndMark | undefined => {
    const place = places[i];
    // Where a curve ceased to be a number, the mark of that names it.
    if (!place || (data.curves[i]!.failedAt !== undefined && !curve.ghost)) return undefined;
    if (!areNamed) return endMark('', place, area, room);
    const { value } = data.curves[i]!.end!;
    const isOutside = place.y < area.y - 0.5 || place.y > area.y + area.height + 0.5;
    const text = hasValues || isOutside ? valueLabel(curve.name, read(value)) : curve.name;
    const longest = i === lowest && words.previous.length > text.length ? words.previous : text;
    return { ...endMark(longest, place, area, room, i === lowest ? 2 : 1), text };
  });
  const level = floor && y(floor.value);
  const isShown = level !== undefined && level >= area.y && level <= area.y + area.height + 0.5;
  const floorMark = isShown
    ? endMark(floor!.label, { x: area.x + area.width, y: level }, area, room)
    : undefined;
  const events = eventPlaces(drawn, plot);
  for (const end of ends)
    if (end)
      end.covered = events.some(
        ({ x: left, y: top }) => Math.hypot(left - end.x, top - end.y) < DOT_AND_MARK,
      );
  placeLabels(
    [...(areNamed ? ends : []), floorMark].filter((mark) => mark !== undefined),
    events,
    area,
    room,
  );
  return { ends, floor: floorMark };
}

/** Labels at the ends of curves keep off each other, and off the marks of what happened to the runs. All in pixels. */
import { type EndMark, moveApart, type PlotArea } from './end-labels.ts';
import { MARK_RADIUS } from './event-marks.ts';

/** A mark that is drawn: its middle, and where it ends, with its words. */
export interface EventPlace {
  x: number;
  y: number;
  right: number;
}

/** Half of a line, by which labels may reach over the plot's upper edge. */
const EDGE = 4;
/** From the plot's lower edge up to the middle of the lowest label: under it are the ticks of the axis. */
const ABOVE_AXIS = 5;
/** From a mark to a label beside it: as from the dot of an end, with half of the ring's line. */
const BESIDE = 5;
/** Half the height of letters, with the ring's line. */
const HALF_TEXT = 6;

/**
 * Moves labels apart, and those away that would touch a mark: to its right, or where there is no room, over or under it.
 *
 * @param room pixels at the right of the plot.
 */
export function placeLabels(
  labels: readonly EndMark[],
  marks: readonly EventPlace[],
  area: PlotArea,
  room: number,
): void {
  const wanted = new Map(labels.map((label) => [label, label.top]));
  // A label is moved away from each mark once: then there is an end, however little room there is.
  const kept = new Map(labels.map((label) => [label, new Set<EventPlace>()]));
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (const label of labels) label.top = wanted.get(label)!;
    moveApart(labels, area.y - EDGE, area.y + area.height - ABOVE_AXIS);
    for (const label of labels)
      for (const mark of marks) {
        const before = kept.get(label)!;
        if (before.has(mark) || !touches(label, mark)) continue;
        before.add(mark);
        isDone = false;
        if (!moveAside(label, mark, area.x + area.width + room))
          wanted.set(label, besides(label, mark, area));
      }
  }
}

/** Whether a label's words touch a mark. */
export function touches(label: EndMark, { x, y, right }: EventPlace): boolean {
  const from = label.textAnchor === 'start' ? label.textX : label.left;
  const to = label.textAnchor === 'start' ? label.right : label.textX;
  const isLevel = Math.abs(label.top - y) < MARK_RADIUS + HALF_TEXT;
  // Exactly beside it is not on it, give or take a rounding.
  return isLevel && from < right + BESIDE - 1e-6 && to > x - MARK_RADIUS;
}

/** To the right of the mark; false where it would not fit there. */
function moveAside(label: EndMark, { right }: EventPlace, limit: number): boolean {
  const by = right + BESIDE - label.textX;
  if (label.textAnchor !== 'start' || label.right + by > limit) return false;
  label.textX += by;
  label.right += by;
  return true;
}

/** Where a label stands that has no room at the right: over the mark, or under one at the top. */
function besides({ lines = 1 }: EndMark, { y }: EventPlace, area: PlotArea): number {
  const away = MARK_RADIUS + HALF_TEXT + 1;
  const over = y - away - (lines - 1) * 2 * HALF_TEXT;
  return over < area.y - EDGE ? y + away : over;
}

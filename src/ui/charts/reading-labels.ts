/** Where the values stand that are read off curves at one step. All in pixels. */
import { type Label, moveApart, overlaps, type PlotArea, textWidth } from './end-labels.ts';

interface Reading {
  text: string;
  /** Of the point that is read. */
  x: number;
  y: number;
}

interface ReadingLabel extends Label, Reading {
  textX: number;
  textAnchor: 'start' | 'end';
}

/** From the line to a value, and from the plot's edges to its middle. */
const ASIDE = 8;
const INSET = 7;

/**
 * Values beside the line at `x`, all on one side: the left, unless there is no room or fewer labels of ends lie at the
 * right.
 */
export function readingLabels(
  readings: readonly Reading[],
  x: number,
  area: PlotArea,
  ends: readonly Label[],
): ReadingLabel[] {
  const [left, right] = (['end', 'start'] as const).map((side) => placed(readings, x, area, side));
  const hits = (labels: readonly Label[]) =>
    labels.reduce((sum, label) => sum + ends.filter((end) => overlaps(label, end)).length, 0);
  const fits = left!.every((label) => label.left >= area.x);
  return fits && hits(left!) <= hits(right!) ? left! : right!;
}

function placed(
  readings: readonly Reading[],
  x: number,
  area: PlotArea,
  textAnchor: 'start' | 'end',
): ReadingLabel[] {
  const [highest, lowest] = [area.y + INSET, area.y + area.height - INSET];
  const labels = readings.map((reading) => {
    const width = textWidth(reading.text);
    const textX = textAnchor === 'start' ? x + ASIDE : x - ASIDE;
    return {
      ...reading,
      textX,
      textAnchor,
      left: textAnchor === 'start' ? textX : textX - width,
      right: textAnchor === 'start' ? textX + width : textX,
      // Above its curve, not on it.
      top: Math.min(lowest, Math.max(highest, reading.y - INSET)),
    };
  });
  moveApart(labels, highest, lowest);
  return labels;
}

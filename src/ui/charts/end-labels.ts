/** How the ends of curves are marked and labelled, and where their labels stand. All in pixels. */

/** A label: where it reaches sideways and how high it is. */
export interface Label {
  left: number;
  right: number;
  /** Middle of its first line; moved. */
  top: number;
  /** Lines of text, one without. */
  lines?: number;
  /** On which side of the plot its end lies, where it is not inside; it is never marked as if it were. */
  outside?: 'above' | 'below';
}

export interface EndMark extends Label {
  /** Where the curve ends, at the plot's edge if it lies outside. */
  x: number;
  y: number;
  text: string;
  textX: number;
  textAnchor: 'start' | 'end';
  /** The mark of an event lies on it: what would be seen of a dot beside that is half of one. */
  covered?: boolean;
}

export interface PlotArea {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Labels closer than this are moved apart. */
export const LABEL_ROOM = 14;
/** Room at the right of a plot, and that of a narrow one, whose labels stand over its curves. */
export const END_ROOM = 80;
export const NARROW_ROOM = 14;
/** Half of a mark's size. */
const MARK = 5;
/** From a plot's edge to the middle of a mark that points out of it, so that its label does not stand on the axis. */
const INSET = 9;
/** From the end of a curve to its label. */
const ASIDE = 9;
/** Of a letter or a digit of a label. */
const LETTER = 7;
/** From the end of a curve up to a label that has no room beside it. */
const OVER = 13;

export function textWidth(text: string): number {
  return [...text].reduce((width, sign) => width + (sign.charCodeAt(0) > 0xff ? 2 * LETTER : LETTER), 0);
}

/** Room at the right of a plot in which the longest of some labels is not clipped. */
export function endRoom(labels: readonly string[]): number {
  return Math.max(END_ROOM, ...labels.map((label) => ASIDE + textWidth(label)));
}

/**
 * The mark of a curve's end: a dot with a label. Outside the plot it is a mark at the edge.
 *
 * @param room pixels at the right of the plot. What does not fit there stands over the end, or under one at the top.
 */
export function endMark(
  text: string,
  { x, y }: { x: number; y: number },
  area: PlotArea,
  room: number,
  lines = 1,
): EndMark {
  const bottom = area.y + area.height;
  // Half a pixel is not told apart, and may be left by rounding.
  const outside = y < area.y - 0.5 ? 'above' : y > bottom + 0.5 ? 'below' : undefined;
  const width = textWidth(text);
  const fits = x + ASIDE + width <= area.x + area.width + room;
  const edge = outside === 'above' ? area.y + INSET : outside === 'below' ? bottom - INSET : y;
  const over = edge - OVER * lines < area.y ? OVER : -OVER * lines;
  return {
    ...(outside && { outside }),
    x,
    y: edge,
    text,
    lines,
    textX: fits ? x + ASIDE : outside ? x - ASIDE : x + MARK,
    textAnchor: fits ? 'start' : 'end',
    left: fits ? x - MARK : x - width - (outside ? ASIDE : 0),
    right: fits ? x + ASIDE + width : x + MARK,
    top: fits || outside ? edge : edge + over,
  };
}

/** An SVG path of a triangle that points out of the plot, at the edge over or under its middle. */
export function trianglePath(x: number, y: number, outside: 'above' | 'below'): string {
  const tip = outside === 'above' ? -MARK : MARK;
  return `M${x} ${y + tip}L${x - MARK} ${y - tip}H${x + MARK}Z`;
}

/**
 * Moves labels down where they would cover each other, and all of a heap up by half of that, but not out of the plot.
 * A heap that comes to lie on the one above it is moved together with that.
 *
 * @param highest top of the plot, and `lowest` its bottom.
 */
export function moveApart(labels: readonly Label[], highest: number, lowest: number): void {
  const wanted = new Map(labels.map((label) => [label, label.top]));
  const sorted = [...labels].sort((a, b) => a.top - b.top);
  // Those above each label that it would cover, directly or by one between them.
  let heaps = sorted.map((label) => [label]);
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (const heap of heaps) settle(heap, wanted, highest, lowest);
    const joined: Label[][] = [];
    for (const heap of heaps) {
      const over = joined.findIndex((other) =>
        other.some((a) => heap.some((b) => covers(a, b) || covers(b, a))),
      );
      if (over < 0) joined.push(heap);
      else {
        joined[over] = [...joined[over]!, ...heap].sort((a, b) => wanted.get(a)! - wanted.get(b)!);
        isDone = false;
      }
    }
    heaps = joined;
  }
}

/** Puts the labels of a heap under each other, around where they belong. */
function settle(
  heap: readonly Label[],
  wanted: ReadonlyMap<Label, number>,
  highest: number,
  lowest: number,
): void {
  let moved = 0;
  let next = Number.NEGATIVE_INFINITY;
  for (const label of heap) {
    label.top = Math.max(wanted.get(label)!, next);
    moved = Math.max(moved, label.top - wanted.get(label)!);
    next = label.top + heightOf(label);
  }
  // A mark that points out of the plot keeps off its edge, and so do those in a heap with it.
  const inset = heap.some(({ outside }) => outside) ? INSET : 0;
  const room = heap[0]!.top - (highest + inset);
  for (const label of heap) label.top -= Math.min(moved / 2, Math.max(room, 0));
  // What then reaches out below is pushed up, into whatever gaps there are.
  let limit = lowest - inset + LABEL_ROOM;
  for (const label of heap.toReversed()) {
    label.top = Math.min(label.top, limit - heightOf(label));
    limit = label.top;
  }
  // More than the plot can hold begin at its top.
  const over = Math.max(0, Math.min(highest, wanted.get(heap[0]!)!) - heap[0]!.top);
  for (const label of heap) label.top += over;
}

/** Whether two labels lie on each other. */
export function overlaps(a: Label, b: Label): boolean {
  return covers(a, b) || covers(b, a);
}

function covers(upper: Label, lower: Label): boolean {
  const apart = lower.top - upper.top;
  // A heap's labels are exactly as far apart as they must be, give or take a rounding.
  return apart >= 0 && apart < heightOf(upper) - 1e-6 && lower.left < upper.right && upper.left < lower.right;
}

function heightOf({ lines = 1 }: Label): number {
  return LABEL_ROOM * lines;
}

/** How the ends of curves are marked and labelled, and where their labels stand. All in pixels. */

export interface EndLabel {
  /** From where to where it reaches sideways. */
  left: number;
  right: number;
  /** Middle of the label's height; moved. */
  top: number;
  /** On which side of the plot the end lies, where it is not inside; it is never marked as if it were. */
  outside?: 'above' | 'below';
}

export interface EndMark extends EndLabel {
  /** Where the curve ends, at the plot's edge if it lies outside. */
  x: number;
  y: number;
  text: string;
  textX: number;
  textAnchor: 'start' | 'end';
}

export interface PlotArea {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Room for short names at the right of a plot. */
export const END_ROOM = 34;
/** Labels closer than this are moved apart. */
export const LABEL_ROOM = 15;
/** Half of a mark's size. */
const MARK = 5;
/** From a plot's edge to the middle of a mark that points out of it, so that its label does not stand on the axis. */
const INSET = 9;
/** From the end of a curve to its label. */
const ASIDE = 9;
/** Of a letter or a digit of a label. */
const LETTER = 8;

/** Room at the right of a plot in which the longest of some names is not clipped. */
export function endRoom(names: readonly string[]): number {
  return Math.max(END_ROOM, ...names.map((name) => ASIDE + name.length * LETTER));
}

/**
 * The mark of a curve's end: a dot with the curve's name. Outside the plot it is a mark at the edge, with the value
 * beside the name.
 */
export function endMark(name: string, value: string, x: number, y: number, area: PlotArea): EndMark {
  const bottom = area.y + area.height;
  // Half a pixel is not told apart, and may be left by rounding.
  const outside = y < area.y - 0.5 ? 'above' : y > bottom + 0.5 ? 'below' : undefined;
  const text = outside ? `${name} ${value}` : name;
  const width = text.length * LETTER;
  // Names have their room at the right; what is longer and does not fit there stands at the left of the end.
  const fits = !outside || x + ASIDE + width <= area.x + area.width + END_ROOM;
  const edge = outside === 'above' ? area.y + INSET : outside === 'below' ? bottom - INSET : y;
  return {
    ...(outside && { outside }),
    x,
    y: edge,
    text,
    textX: fits ? x + ASIDE : x - ASIDE,
    textAnchor: fits ? 'start' : 'end',
    left: fits ? x - MARK : x - ASIDE - width,
    right: fits ? x + ASIDE + width : x + MARK,
    top: edge,
  };
}

/** An SVG path of a triangle that points out of the plot, at the edge over or under its middle. */
export function trianglePath(x: number, y: number, outside: 'above' | 'below'): string {
  const tip = outside === 'above' ? -MARK : MARK;
  return `M${x} ${y + tip}L${x - MARK} ${y - tip}H${x + MARK}Z`;
}

/**
 * Moves labels down where they would cover each other, and all of a heap up by half of that, but not out of the plot.
 *
 * @param highest top of the plot, and `lowest` its bottom.
 */
export function moveApart(labels: readonly EndLabel[], highest: number, lowest: number): void {
  const sorted = [...labels].sort((a, b) => a.top - b.top);
  for (let first = 0; first < sorted.length; ) {
    let last = first;
    let moved = 0;
    while (last + 1 < sorted.length && covers(sorted[last]!, sorted[last + 1]!)) {
      const lower = sorted[++last]!;
      const top = sorted[last - 1]!.top + LABEL_ROOM;
      moved = top - lower.top;
      lower.top = top;
    }
    // A mark that points out of the plot keeps off its edge, and so do those in a heap with it.
    const inset = sorted.slice(first, last + 1).some(({ outside }) => outside) ? INSET : 0;
    const tooLow = sorted[last]!.top - (lowest - inset);
    const room = sorted[first]!.top - (highest + inset);
    const up = Math.min(Math.max(moved / 2, tooLow), Math.max(room, 0));
    for (let i = first; i <= last; i++) sorted[i]!.top -= up;
    first = last + 1;
  }
}

function covers(upper: EndLabel, lower: EndLabel): boolean {
  return lower.top - upper.top < LABEL_ROOM && lower.left < upper.right && upper.left < lower.right;
}

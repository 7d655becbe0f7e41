/** Where the labels at the ends of curves stand. */

export interface EndLabel {
  left: number;
  /** Middle of the label's height; moved. */
  top: number;
}

/** Labels closer than this, in pixels, are moved apart. */
export const LABEL_ROOM = 15;

/**
 * Moves labels down where they would cover each other, and all of a heap up by half of that, but not out of the plot.
 *
 * @param highest top of the plot, and `lowest` its bottom, in pixels.
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
    const tooLow = sorted[last]!.top - lowest;
    const room = sorted[first]!.top - highest;
    const up = Math.min(Math.max(moved / 2, tooLow), Math.max(room, 0));
    for (let i = first; i <= last; i++) sorted[i]!.top -= up;
    first = last + 1;
  }
}

function covers(upper: EndLabel, lower: EndLabel): boolean {
  return lower.top - upper.top < LABEL_ROOM && Math.abs(lower.left - upper.left) < LABEL_ROOM;
}

/** Where the failures of one point of the sweep are drawn, so that none covers another. */
import type { Mark } from './points.ts';

/** Height and width of a mark, in pixels. */
export const MARK = 18;

export interface MarkPlace {
  mark: Mark;
  /** Pixels away from the point, to the side of its own network. */
  aside: number;
  /** Pixels above the mark's accuracy. */
  above: number;
}

/**
 * Marks that would cover each other go side by side as far as `room` (pixels) allows, further ones on top of them.
 * `y` gives the pixels of an accuracy, downwards.
 */
export function placeMarks(
  marks: readonly Mark[],
  y: (accuracy: number) => number,
  room: number,
): MarkPlace[] {
  const columns = Math.max(1, Math.floor(room / MARK));
  return marks.map((mark, i) => {
    const near = marks.slice(0, i).filter((other) => Math.abs(y(other.accuracy) - y(mark.accuracy)) < MARK);
    const rank = near.length;
    const first = near[0] ?? mark;
    const row = Math.floor(rank / columns);
    return {
      mark,
      aside: (rank % columns) * MARK,
      // Stacked marks share the height of the lowest, or their small differences would make them overlap.
      above: row === 0 ? 0 : y(mark.accuracy) - y(first.accuracy) + row * MARK,
    };
  });
}

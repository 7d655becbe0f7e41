/** Where the failures of one point of the sweep are drawn, so that none covers another. */
import type { Slot } from './columns.ts';
import type { Mark } from './points.ts';

/** Height and width of a mark, in pixels, where there is room for it. */
export const MARK = 18;

export interface MarkPlace {
  mark: Mark;
  /** Middle of the mark, in pixels. */
  x: number;
  y: number;
}

/** Marks are never wider than the slot of their point. */
export function markSize({ left, right }: Slot): number {
  return Math.min(MARK, right - left);
}

/**
 * Marks begin at their point. Those that would cover each other go side by side as far as the point's slot reaches,
 * further ones on top of them. `y` gives the pixels of an accuracy, downwards.
 */
export function placeMarks(marks: readonly Mark[], y: (accuracy: number) => number, slot: Slot): MarkPlace[] {
  const size = markSize(slot);
  const first = Math.min(slot.right - size / 2, Math.max(slot.left + size / 2, slot.x));
  const room = slot.side === 0 ? 0 : (slot.side > 0 ? slot.right - first : first - slot.left) - size / 2;
  const columns = 1 + Math.floor(room / size + 1e-9);
  return marks.map((mark, i) => {
    const near = marks.slice(0, i).filter((other) => Math.abs(y(other.accuracy) - y(mark.accuracy)) < size);
    const row = Math.floor(near.length / columns);
    return {
      mark,
      x: first + slot.side * (near.length % columns) * size,
      // Stacked marks share the height of the lowest, or their small differences would make them overlap.
      y: y((row === 0 ? mark : near[0]!).accuracy) - row * size,
    };
  });
}

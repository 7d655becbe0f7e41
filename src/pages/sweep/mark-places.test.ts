import { describe, expect, it } from 'vitest';
import type { Slot } from './columns.ts';
import { MARK, markSize, placeMarks } from './mark-places.ts';
import type { Mark } from './points.ts';

const y = (accuracy: number) => 200 * (1 - accuracy);
const marks = (...accuracies: number[]): Mark[] =>
  accuracies.map((accuracy, i) => ({
    seed: i + 1,
    accuracy,
    verdict: { kind: 'collapsed', step: 50, class: i },
  }));
/** A slot at the right of a rate at 100, `columns` marks wide. */
const slot = (columns: number): Slot => ({ left: 100, x: 104, right: 100 + columns * MARK, side: 1 });
const places = (accuracies: number[], at: Slot) =>
  placeMarks(marks(...accuracies), y, at).map((place) => [place.x, place.y]);

describe('placeMarks', () => {
  it('leaves marks where they are that are far apart', () => {
    expect(places([0.1, 0.5], slot(1))).toEqual([
      [109, y(0.1)],
      [109, y(0.5)],
    ]);
  });

  it('moves marks aside where there is room, away from the other networks', () => {
    expect(places([0.098, 0.101], slot(2))).toEqual([
      [109, y(0.098)],
      [109 + MARK, y(0.101)],
    ]);
    const mirrored: Slot = { left: 100 - 2 * MARK, x: 96, right: 100, side: -1 };
    expect(places([0.098, 0.101], mirrored)).toEqual([
      [91, y(0.098)],
      [91 - MARK, y(0.101)],
    ]);
  });

  it('stacks marks where there is none', () => {
    expect(places([0.098, 0.113, 0.101], slot(1))).toEqual([
      [109, y(0.098)],
      [109, y(0.098) - MARK],
      [109, y(0.098) - 2 * MARK],
    ]);
  });

  it('fills a row before it begins the next', () => {
    expect(places([0.1, 0.1, 0.1], slot(2))).toEqual([
      [109, y(0.1)],
      [109 + MARK, y(0.1)],
      [109, y(0.1) - MARK],
    ]);
  });

  it('makes marks smaller in a narrow slot, and keeps them inside', () => {
    const narrow: Slot = { left: 100, x: 102, right: 112, side: 1 };
    expect(markSize(narrow)).toBe(12);
    expect(places([0.1, 0.1], narrow)).toEqual([
      [106, y(0.1)],
      [106, y(0.1) - 12],
    ]);
  });

  it('stacks the marks of a network that stands between others', () => {
    expect(places([0.1, 0.1], { left: 80, x: 100, right: 120, side: 0 })).toEqual([
      [100, y(0.1)],
      [100, y(0.1) - MARK],
    ]);
  });
});

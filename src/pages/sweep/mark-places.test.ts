import { describe, expect, it } from 'vitest';
import { MARK, placeMarks } from './mark-places.ts';
import type { Mark } from './points.ts';

const y = (accuracy: number) => 200 * (1 - accuracy);
const marks = (...accuracies: number[]): Mark[] =>
  accuracies.map((accuracy, i) => ({
    seed: i + 1,
    accuracy,
    verdict: { kind: 'collapsed', step: 50, class: i },
  }));
const places = (accuracies: number[], room: number) =>
  placeMarks(marks(...accuracies), y, room).map(({ mark, aside, above }) => [
    aside,
    y(mark.accuracy) - above,
  ]);

describe('placeMarks', () => {
  it('leaves marks where they are that are far apart', () => {
    expect(places([0.1, 0.5], 0)).toEqual([
      [0, y(0.1)],
      [0, y(0.5)],
    ]);
  });

  it('moves marks aside where there is room', () => {
    expect(places([0.098, 0.101], 2 * MARK)).toEqual([
      [0, y(0.098)],
      [MARK, y(0.101)],
    ]);
  });

  it('stacks marks where there is none', () => {
    expect(places([0.098, 0.113, 0.101], 10)).toEqual([
      [0, y(0.098)],
      [0, y(0.098) - MARK],
      [0, y(0.098) - 2 * MARK],
    ]);
  });

  it('fills a row before it begins the next', () => {
    expect(places([0.1, 0.1, 0.1], 2 * MARK)).toEqual([
      [0, y(0.1)],
      [MARK, y(0.1)],
      [0, y(0.1) - MARK],
    ]);
  });
});

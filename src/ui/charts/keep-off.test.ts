import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { END_ROOM, endMark, NARROW_ROOM, overlaps } from './end-labels.ts';
import { MARK_RADIUS, spreadMarks } from './event-marks.ts';
import { type EventPlace, placeLabels, touches } from './keep-off.ts';

const area = { x: 44, y: 20, width: 1000, height: 130 };
const ring = (x: number, y: number): EventPlace => ({ x, y, right: x + MARK_RADIUS });

/** Labels of curves that end at these places, of which the first ones have a ring at their end. */
function placed(ends: readonly { x: number; y: number }[], marks: readonly EventPlace[], room = END_ROOM) {
  const labels = ends.map((end, i) => endMark(`${'ABCD'[i]} 10.7%`, end, area, room));
  placeLabels(labels, marks, area, room);
  return labels;
}

describe('a label at the end of a curve', () => {
  test('stands beside the ring that marks a collapse there, as far from it as from a dot', () => {
    const [label] = placed([{ x: 130, y: 100 }], [ring(130, 100)]);
    expect(label).toMatchObject({ textAnchor: 'start', top: 100 });
    expect(label!.textX - (130 + MARK_RADIUS)).toBeGreaterThanOrEqual(4);
  });

  test('stays where it is when the ring is elsewhere', () => {
    const [before] = placed([{ x: 130, y: 100 }], []);
    const [after] = placed([{ x: 130, y: 100 }], [ring(100, 100), ring(130, 70)]);
    expect(after).toEqual(before);
  });

  test('over the end, for want of room beside it, is lifted off the ring, or at the top stands under it', () => {
    const marks = [ring(1044, 100)];
    const [over] = placed([{ x: 1044, y: 100 }], marks, NARROW_ROOM);
    expect(over!.textAnchor).toBe('end');
    expect(touches(over!, marks[0]!)).toBe(false);
    const atTop = [ring(1044, 28)];
    const [under] = placed([{ x: 1044, y: 22 }], atTop, NARROW_ROOM);
    expect(touches(under!, atTop[0]!)).toBe(false);
    expect(under!.top).toBeGreaterThan(28);
  });

  test('stands behind the words of a mark that has some', () => {
    const mark = { x: 130, y: 100, right: 190 };
    const [label] = placed([{ x: 130, y: 100 }], [mark]);
    expect(label!.textX).toBeGreaterThan(190);
  });

  test('of four runs with rings touches none of them, nor another label', () => {
    const end = fc.record({
      x: fc.constantFrom(120, 130, 400),
      y: fc.integer({ min: 20, max: 150 }),
      isMarked: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(end, { minLength: 1, maxLength: 4 }), (ends) => {
        const rings = ends
          .filter(({ isMarked }) => isMarked)
          .map(({ x, y }) => ({ x, y: Math.min(150 - MARK_RADIUS, Math.max(20 + MARK_RADIUS, y)) }));
        spreadMarks(rings);
        const marks = rings.map(({ x, y }) => ring(x, y));
        const labels = placed(ends, marks);
        for (const [i, a] of labels.entries()) {
          for (const mark of marks) expect(touches(a, mark)).toBe(false);
          for (const b of labels.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });
});

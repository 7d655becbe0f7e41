import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  END_ROOM,
  endMark,
  endRoom,
  LABEL_ROOM,
  type Label,
  moveApart,
  overlaps,
  textWidth,
} from './end-labels.ts';

function moved(tops: number[], left = 100): number[] {
  const labels = tops.map((top) => ({ left, right: left + 20, top }));
  moveApart(labels, 20, 220);
  return labels.map(({ top }) => top);
}

test('names have room at the right, also long ones', () => {
  expect(endRoom(['A 95.1%', 'B′'])).toBe(END_ROOM);
  expect(endRoom(['without BN 95.1%'])).toBeGreaterThan(END_ROOM);
  expect(textWidth('前回')).toBe(2 * textWidth('AB'));
});

describe('labels at the ends of curves', () => {
  test('stay where they are when they have room', () => {
    expect(moved([50, 90, 200])).toEqual([50, 90, 200]);
  });

  test('are moved apart, half up and half down', () => {
    const [a, b] = moved([100, 104]);
    expect(b! - a!).toBe(LABEL_ROOM);
    expect((a! + b!) / 2).toBeCloseTo(102);
  });

  test('never leave the plot, at its top or its bottom', () => {
    expect(Math.min(...moved([22, 23, 24]))).toBe(20);
    expect(Math.max(...moved([214, 218, 219]))).toBe(220);
  });

  test('that point out of the plot keep off its edge, however many there are', () => {
    const area = { x: 40, y: 20, width: 400, height: 200 };
    const marks = ['A 13%', 'B 55%', 'C 31%'].map((text) =>
      endMark(text, { x: 100, y: 300 }, area, END_ROOM),
    );
    const alone = marks[0]!.top;
    moveApart(marks, 20, 220);
    expect(Math.max(...marks.map(({ top }) => top))).toBeLessThanOrEqual(alone);
  });

  test('do not mind labels that end elsewhere', () => {
    const labels = [
      { left: 100, right: 120, top: 50 },
      { left: 300, right: 320, top: 52 },
    ];
    moveApart(labels, 20, 220);
    expect(labels.map(({ top }) => top)).toEqual([50, 52]);
  });

  test('leave the second line of one alone', () => {
    const labels: Label[] = [
      { left: 100, right: 120, top: 50, lines: 2 },
      { left: 100, right: 120, top: 60 },
    ];
    moveApart(labels, 20, 220);
    expect(labels[1]!.top - labels[0]!.top).toBe(2 * LABEL_ROOM);
  });

  test('of four runs and four before them never cover each other, nor leave the lower plot', () => {
    const label = fc.record({
      left: fc.constantFrom(100, 130, 300),
      top: fc.integer({ min: 22, max: 174 }),
      lines: fc.constantFrom(1, 1, 1, 2),
    });
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 8 }), (some) => {
        const labels = some.map((one) => ({ ...one, right: one.left + 60 }));
        moveApart(labels, 22, 174);
        for (const [i, a] of labels.entries())
          for (const b of labels.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
        const isFull = labels.reduce((sum, { lines }) => sum + lines, 0) > 10;
        if (!isFull)
          for (const { top, lines } of labels) {
            expect(top).toBeGreaterThanOrEqual(22 - 1e-3);
            expect(top + (lines - 1) * LABEL_ROOM).toBeLessThanOrEqual(174 + 1e-3);
          }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the end of a curve', () => {
  const area = { x: 50, y: 10, width: 400, height: 100 };
  const mark = (text: string, x: number, y: number, room = END_ROOM) => endMark(text, { x, y }, area, room);

  test('inside the plot is a dot with the curve’s name and value beside it', () => {
    expect(mark('A 95.1%', 200, 60)).toMatchObject({ x: 200, y: 60, top: 60, textAnchor: 'start' });
    expect(mark('A 95.1%', 450, 60).textAnchor).toBe('start');
    expect(mark('A 90%', 200, 110.2).outside).toBeUndefined();
  });

  test('outside the plot is not a dot on its edge, but a mark that points out', () => {
    const below = mark('A 86.30%', 200, 900);
    expect(below).toMatchObject({ outside: 'below', textAnchor: 'start' });
    expect(below.y).toBeGreaterThan(100);
    expect(below.y).toBeLessThan(110);
    expect(mark('A 2.4', 200, -3)).toMatchObject({ outside: 'above' });
  });

  test('has its label over it where there is no room at the right, or under it at the top', () => {
    const over = mark('A 95.1%', 450, 60, 10);
    expect(over).toMatchObject({ textAnchor: 'end', y: 60 });
    expect(over.top).toBeLessThan(60);
    expect(mark('A 99.1%', 450, 14, 10).top).toBeGreaterThan(14);
  });

  test('outside a narrow plot has its label at the left', () => {
    const { textAnchor, left, right } = mark('A 86.30%', 450, 900, 10);
    expect(textAnchor).toBe('end');
    expect(left).toBeGreaterThan(area.x);
    expect(right).toBeLessThanOrEqual(area.x + area.width + 10);
  });
});

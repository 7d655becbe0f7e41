import { describe, expect, test } from 'vitest';
import { END_ROOM, endMark, endRoom, LABEL_ROOM, moveApart } from './end-labels.ts';

function moved(tops: number[], left = 100): number[] {
  const labels = tops.map((top) => ({ left, right: left + 20, top }));
  moveApart(labels, 20, 220);
  return labels.map(({ top }) => top);
}

test('names have room at the right, also long ones', () => {
  expect(endRoom(['A', 'B′'])).toBe(END_ROOM);
  expect(endRoom(['none', 'BN'])).toBeGreaterThanOrEqual(40);
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
    const marks = ['A 13%', 'B 55%', 'C 31%'].map((text) => endMark(text[0]!, text, 100, 300, area));
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
});

describe('the end of a curve', () => {
  const area = { x: 50, y: 10, width: 400, height: 100 };

  test('inside the plot is a dot with the curve’s name', () => {
    expect(endMark('A', '95%', 200, 60, area)).toMatchObject({
      x: 200,
      y: 60,
      text: 'A',
      textAnchor: 'start',
    });
    expect(endMark('A', '90%', 200, 110.2, area).outside).toBeUndefined();
  });

  test('outside the plot is not a dot on its edge, but a mark that points out and says the value', () => {
    const below = endMark('A', '86.30%', 200, 900, area);
    expect(below).toMatchObject({ outside: 'below', text: 'A 86.30%', textAnchor: 'start' });
    expect(below.y).toBeGreaterThan(100);
    expect(below.y).toBeLessThan(110);
    expect(endMark('A', '2.4', 200, -3, area)).toMatchObject({ outside: 'above', text: 'A 2.4' });
  });

  test('outside the plot has its value at the left where there is no room at the right', () => {
    const { textAnchor, left, right } = endMark('A', '86.30%', 450, 900, area);
    expect(textAnchor).toBe('end');
    expect(left).toBeGreaterThan(area.x);
    expect(right).toBeLessThanOrEqual(area.x + area.width + END_ROOM);
  });
});

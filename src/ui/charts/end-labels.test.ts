import { describe, expect, test } from 'vitest';
import { LABEL_ROOM, moveApart } from './end-labels.ts';

function moved(tops: number[], left = 100): number[] {
  const labels = tops.map((top) => ({ left, top }));
  moveApart(labels, 20, 220);
  return labels.map(({ top }) => top);
}

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

  test('do not mind labels that end elsewhere', () => {
    const labels = [
      { left: 100, top: 50 },
      { left: 300, top: 52 },
    ];
    moveApart(labels, 20, 220);
    expect(labels.map(({ top }) => top)).toEqual([50, 52]);
  });
});

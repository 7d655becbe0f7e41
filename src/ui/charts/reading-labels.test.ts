import { describe, expect, test } from 'vitest';
import { endMark, overlaps } from './end-labels.ts';
import { readingLabels } from './reading-labels.ts';

const area = { x: 44, y: 20, width: 800, height: 150 };
const read = (y: number, text = '95.1%') => ({ text, x: 400, y });

describe('values read off curves', () => {
  test('stand at the left of the line, each by its curve', () => {
    const [label] = readingLabels([read(100)], 400, area, []);
    expect(label).toMatchObject({ textAnchor: 'end', y: 100 });
    expect(label!.right).toBeLessThan(400);
    expect(Math.abs(label!.top - 100)).toBeLessThan(10);
  });

  test('never cover each other, also those of four runs in one place', () => {
    const labels = readingLabels([read(60), read(61), read(62), read(63)], 400, area, []);
    for (const [i, a] of labels.entries())
      for (const b of labels.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
  });

  test('stand at the right where the left has no room', () => {
    expect(readingLabels([read(100)], 60, area, [])[0]!.textAnchor).toBe('start');
  });

  test('stand at the right where labels of ends are at the left', () => {
    const end = endMark('B 95.1%', { x: 330, y: 95 }, area, 76);
    expect(readingLabels([read(100)], 400, area, [end])[0]!.textAnchor).toBe('start');
  });

  test('stay inside the plot when their point does not', () => {
    const labels = readingLabels([read(-500), read(900)], 400, area, []);
    expect(labels.every(({ top }) => top > area.y && top < area.y + area.height)).toBe(true);
  });
});

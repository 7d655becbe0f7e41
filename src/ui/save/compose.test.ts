import { describe, expect, test } from 'vitest';
import { compose, layoutOf, type PictureWords } from './compose.ts';
import { node } from './svg.ts';
import { nodesIn, plainPen, textsIn } from './testing.ts';

const words: PictureWords = {
  language: 'en',
  title: 'Test accuracy',
  shared: ['Learning rate: 1E-3', 'Seed: 7'],
  legend: [
    [
      { sign: { kind: 'line', colour: 'red', dash: '7 4' }, name: 'A', text: 'without BN' },
      { sign: { kind: 'line', colour: 'blue' }, name: 'B', text: 'with BN' },
      { sign: { kind: 'band', colours: ['red', 'blue'] }, text: 'range' },
      { text: 'a note' },
    ],
  ],
  origin: ['Epsilon: 0.001', 'BatchNorm Lab · Saved on 2026-11-28'],
};
const chart = node('path', { d: 'M0 0' });
const picture = (of: PictureWords) => compose(of, layoutOf(of, plainPen), chart, plainPen);

describe('a picture', () => {
  test('says all there is to be said, and has the form of a slide', () => {
    const root = picture(words);
    expect([root.attributes.width, root.attributes.height]).toEqual([960, 540]);
    const said = textsIn(root).join('\n').replaceAll('\u00a0', ' ');
    for (const part of [words.title, ...words.shared, 'A', 'without BN', 'range', 'a note', ...words.origin])
      expect(said).toContain(part);
    expect(nodesIn(root, 'line').map(({ attributes }) => attributes['stroke-dasharray'])).toEqual([
      '7 4',
      undefined,
    ]);
    expect(nodesIn(root, 'path')).toEqual([chart]);
  });

  test('has nothing outside, and no words in the chart, whatever their number', () => {
    const long: PictureWords = {
      ...words,
      shared: Array.from({ length: 30 }, (_, i) => `A setting with number ${i}: ${i}`),
      legend: [
        Array.from({ length: 24 }, (_, i) => ({
          sign: { kind: 'mark', text: '△' },
          text: `a mark that is called ${i}`,
        })),
      ],
      origin: [`http://localhost/?${'x'.repeat(1500)}`, ...words.origin],
    };
    const layout = layoutOf(long, plainPen);
    expect(layout.height).toBeGreaterThan(540);
    expect(layout.chart.height).toBeGreaterThanOrEqual(300);
    for (const text of nodesIn(picture(long), 'text')) {
      const [x, y, size] = ['x', 'y', 'font-size'].map((name) => Number(text.attributes[name]));
      expect(x! + plainPen.width(String(text.children[0]), size!, false)).toBeLessThanOrEqual(960);
      expect(y).toBeLessThan(layout.height);
      const isAbove = y! <= layout.chart.y;
      const isBelow = y! - size! >= layout.chart.y + layout.chart.height;
      expect(isAbove || isBelow).toBe(true);
    }
  });

  test('breaks lines between parts, not in them', () => {
    const shared = Array.from({ length: 12 }, (_, i) => `Setting number ${i}`);
    const lines = textsIn(picture({ ...words, shared })).filter((line) => line.startsWith('Setting'));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.flatMap((line) => line.replaceAll('\u00a0', ' ').split(/\s*·\s*/))).toEqual(shared);
  });
});

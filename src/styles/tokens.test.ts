/** The colours can be read and told apart, by everybody and in both themes. */
import { readFileSync } from 'node:fs';
import {
  type Color,
  differenceEuclidean,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from 'culori';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];

/** By name, in one theme. */
const colours = (theme: 'light' | 'dark') => {
  const values = new Map(pairs.map(([, name, light, dark]) => [name!, theme === 'light' ? light! : dark!]));
  return (name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`There is no colour ${name}.`);
    return value;
  };
};

const runs = ['run-a', 'run-b', 'run-c', 'run-d'] as const;
const eyes: Record<string, (colour: Color) => Color> = {
  usual: (colour) => colour,
  'without red cones': filterDeficiencyProt(1),
  'without green cones': filterDeficiencyDeuter(1),
  'without blue cones': filterDeficiencyTrit(1),
};

/** Lines differ in their dashes too; 0.02 is a difference just noticed. */
const APART = 0.09;
/** Of WCAG 2.2: text (1.4.3), and what is needed to find a control (1.4.11). */
const TEXT = 4.5;
const EDGE = 3;

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const colour = colours(theme);
  const contrast = (front: string, back: string) => wcagContrast(colour(front), colour(back));

  test.each(['paper', 'panel', 'well'])('text can be read on %s', (ground) => {
    for (const ink of ['ink', 'ink-soft', 'ink-faint'])
      expect([ink, contrast(ink, ground) >= TEXT]).toEqual([ink, true]);
  });

  test.each(runs)('%s can be read as a word, written on, and seen in its soft shade', (run) => {
    for (const ground of ['paper', 'panel']) expect(contrast(run, ground)).toBeGreaterThanOrEqual(TEXT);
    expect(contrast('on-run', run)).toBeGreaterThanOrEqual(TEXT);
    expect(contrast(run, `${run}-soft`)).toBeGreaterThanOrEqual(TEXT);
    expect(contrast('ink-soft', `${run}-soft`)).toBeGreaterThanOrEqual(TEXT);
  });

  test('edges of controls and the curves of runs before are seen', () => {
    for (const ground of ['paper', 'panel']) {
      expect(contrast('line-strong', ground)).toBeGreaterThanOrEqual(EDGE);
      expect(contrast('ghost', ground)).toBeGreaterThanOrEqual(EDGE);
    }
  });

  test('what is wrong can be read', () => {
    for (const ground of ['paper', 'panel', 'bad-soft'])
      expect(contrast('bad', ground)).toBeGreaterThanOrEqual(TEXT);
  });

  test.each(Object.entries(eyes))('the runs are told apart by eyes: %s', (_, seen) => {
    const distance = differenceEuclidean('oklab');
    const as = (run: string) => seen(parse(colour(run))!);
    const near = runs.flatMap((a, i) =>
      runs
        .slice(i + 1)
        .filter((b) => distance(as(a), as(b)) < APART)
        .map((b) => `${a} ${b}`),
    );
    expect(near).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import type { Comparison } from '../comparison.ts';
import { milestoneKey } from './milestone.ts';
import { statementOf } from './statement.ts';
import { articleWith, type Course, standings } from './testing.ts';

const article = articleWith();
const three: Comparison = { ...article, arms: [...article.arms, { learningRate: 1e-4 }] };

const said = (comparison: Comparison, ...courses: Course[]) =>
  statementOf(standings(comparison, ...courses), 'running');

/** One answer to everything from the second look on. */
const collapsed: Course = { accuracies: [0.1, 0.3, 0.107, 0.107], stuck: { from: 2, class: 3 } };
const good: Course = { accuracies: [0.1, 0.8, 0.9, 0.95] };

describe('what is said of a comparison under way', () => {
  test('is that nothing is trained, and when the first look comes', () => {
    expect(statementOf(standings(article), 'idle')).toEqual({ kind: 'untrained' });
    expect(said(article, { accuracies: [0.1] }, { accuracies: [0.1, 0.5] })).toEqual({
      kind: 'early',
      why: 'no-look',
      look: 50,
    });
  });

  test('is nothing of runs that are no better than chance', () => {
    expect(said(article, { accuracies: [0.1, 0.11] }, { accuracies: [0.1, 0.19] })).toEqual({
      kind: 'early',
      why: 'chance',
    });
  });

  test('is NaN before all else, with the loss that makes it likely', () => {
    const nan: Course = { ...good, nanAt: 57 };
    expect(said(article, nan, collapsed)).toEqual({ kind: 'nan', arm: 0, also: [], step: 57, sumLog: false });
    expect(said(articleWith({ loss: 'sum-log' }), good, nan)).toEqual({
      kind: 'nan',
      arm: 1,
      also: [],
      step: 57,
      sumLog: true,
    });
  });

  test('is a collapse, with its cause only where the first of two softmaxes was seen to be saturated', () => {
    const fact = { kind: 'collapsed', arm: 0, also: [], step: 100, class: 3 };
    expect(said(article, { ...collapsed, saturation: 0.9996 }, good)).toEqual({
      ...fact,
      saturation: 0.9996,
    });
    expect(said(article, { ...collapsed, saturation: 0.98 }, good)).toEqual(fact);
    const stable = articleWith({ loss: 'softmax-cross-entropy' });
    expect(said(stable, { ...collapsed, saturation: 1 }, good)).toEqual(fact);
  });

  test('is of several that collapsed the first one, and which did too', () => {
    const later: Course = { accuracies: [0.1, 0.5, 0.6, 0.1], stuck: { from: 3, class: 8 } };
    expect(said(three, later, good, collapsed)).toEqual({
      kind: 'collapsed',
      arm: 2,
      also: [0],
      step: 100,
      class: 3,
    });
  });

  test('is a learning rate that was raised shortly before, and no other change', () => {
    const at = (value: number, fromStep: number) =>
      said(articleWith({ learningRate: { first: 1e-3, changes: [{ fromStep, value }] } }), collapsed, good);
    expect(at(1e-2, 70)).toMatchObject({ kind: 'collapsed', raised: { step: 70, value: 1e-2 } });
    expect(at(1e-4, 70)).not.toHaveProperty('raised');
    expect(at(1e-2, 120)).not.toHaveProperty('raised');
  });

  test('is a plateau, with the class that is short', () => {
    const accuracies = [0.1, 0.86, 0.87, 0.872, 0.871, 0.87];
    const rising: Course = { accuracies: [0.1, 0.8, 0.9, 0.95, 0.96, 0.97] };
    const plateau = { kind: 'plateau', arm: 0, also: [], step: 50, accuracy: 0.87 };
    expect(said(article, { accuracies, missing: [5] }, rising)).toEqual({ ...plateau, missing: [5] });
    expect(said(article, { accuracies }, rising)).toEqual({ ...plateau, missing: [] });
  });

  test('is a run that has fallen back', () => {
    expect(said(article, { accuracies: [0.1, 0.95, 0.94, 0.6] }, good)).toEqual({
      kind: 'fallen',
      arm: 0,
      also: [],
      step: 150,
      from: 0.95,
      accuracy: 0.6,
    });
  });

  test('is who is ahead, and by how much at least', () => {
    expect(said(article, { accuracies: [0.1, 0.2, 0.6] }, { accuracies: [0.1, 0.8, 0.9] })).toMatchObject({
      kind: 'ahead',
      leaders: [1],
      behind: [0],
      by: expect.closeTo(0.3),
      step: 100,
    });
    expect(
      said(three, { accuracies: [0.1, 0.5] }, { accuracies: [0.1, 0.9] }, { accuracies: [0.1, 0.902] }),
    ).toMatchObject({ kind: 'ahead', leaders: [1, 2], behind: [0], by: expect.closeTo(0.4) });
  });

  test('compares at the last step that all were looked at', () => {
    expect(said(article, { accuracies: [0.1, 0.5] }, { accuracies: [0.1, 0.8, 0.9] })).toMatchObject({
      kind: 'ahead',
      step: 50,
      by: expect.closeTo(0.3),
    });
  });

  test('does not compare a look at all test images with one in passing', () => {
    const whole: Course = { accuracies: [0.1, 0.9, 0.98], images: 10_000 };
    expect(said(article, whole, { accuracies: [0.1, 0.9, 0.96] })).toMatchObject({ kind: 'alike', step: 50 });
    expect(said(article, { accuracies: [0.1, 0.98], images: 10_000 }, { accuracies: [0.1, 0.96] })).toEqual({
      kind: 'early',
      why: 'incomparable',
    });
  });

  test('is that one was overtaken, since the step at which it was', () => {
    const slow: Course = { accuracies: [0.1, 0.5, 0.88, 0.97, 0.98] };
    const quick: Course = { accuracies: [0.3, 0.8, 0.88, 0.93, 0.94] };
    expect(said(article, slow, quick)).toMatchObject({
      kind: 'overtaken',
      arm: 0,
      overtaken: 1,
      step: 150,
      by: expect.closeTo(0.04),
    });
    // A lead before training, or one within twice of what is alike, is none.
    expect(said(article, { accuracies: [0.1, 0.9] }, { accuracies: [0.3, 0.8] }).kind).toBe('ahead');
    expect(said(article, { accuracies: [0.1, 0.96, 0.97] }, { accuracies: [0.1, 0.968, 0.95] }).kind).toBe(
      'ahead',
    );
  });

  test('is that both are alike within what chance makes of so many images', () => {
    const pair = (a: number, b: number) => said(article, { accuracies: [0.1, a] }, { accuracies: [0.1, b] });
    // Of 1,000 images 97.5 % right, the standard error of a difference is 0.7 points.
    expect(pair(0.97, 0.98)).toEqual({ kind: 'alike', count: 2, step: 50, lowest: 0.97, highest: 0.98 });
    expect(pair(0.96, 0.98).kind).toBe('ahead');
    // And of those half of which are right, 2.2.
    expect(pair(0.5, 0.54).kind).toBe('alike');
    expect(pair(0.5, 0.55).kind).toBe('ahead');
  });

  test('leaves out a run that broke', () => {
    expect(said(three, { ...good, broken: true }, good, { accuracies: [0.1, 0.5, 0.6, 0.7] })).toMatchObject({
      kind: 'ahead',
      leaders: [1],
      behind: [2],
    });
    expect(said(article, { ...good, broken: true }, good)).toEqual({ kind: 'early', why: 'incomparable' });
  });
});

describe('what is announced', () => {
  test('is what has happened, and to whom; no number', () => {
    const key = (...courses: Course[]) => milestoneKey(said(article, ...courses));
    expect(key(collapsed, good)).toBe('collapsed 0');
    expect(key({ ...collapsed, stuck: { from: 2, class: 4 } }, good)).toBe('collapsed 0');
    expect(key(good, collapsed)).toBe('collapsed 1');
    expect(key({ accuracies: [0.1, 0.5] }, { accuracies: [0.1, 0.8] })).toBe('');
    expect(milestoneKey(statementOf(standings(article, collapsed, good), 'finished'))).toBe('ended reached');
  });
});

import { describe, expect, test } from 'vitest';
import type { Comparison } from '../comparison.ts';
import { resultOf } from './result.ts';
import { articleWith, type Course, standings } from './testing.ts';

const article = articleWith();
const three: Comparison = { ...article, arms: [...article.arms, { learningRate: 1e-4 }] };
const came = (comparison: Comparison, ...courses: Course[]) => resultOf(standings(comparison, ...courses));

const good: Course = { accuracies: [0.1, 0.8, 0.91, 0.95], images: 10_000 };
const collapsed: Course = { accuracies: [0.1, 0.3, 0.107, 0.107], stuck: { from: 2, class: 3 } };
const final = (...accuracies: number[]): Course => ({ accuracies: [0.1, ...accuracies], images: 10_000 });

describe('what came out', () => {
  test('is who reached an accuracy, when, and who never did', () => {
    const reached = { kind: 'reached', milestone: 0.95, reached: [{ arm: 1, step: 150 }], never: [0] };
    expect(came(article, collapsed, good)).toEqual(reached);
    expect(came(article, { ...collapsed, saturation: 1 }, good)).toEqual({ ...reached, saturation: 1 });
    expect(came(article, final(0.5, 0.6, 0.7), good)).toEqual(reached);
  });

  test('is of three, those that reached it in their order', () => {
    expect(came(three, final(0.5, 0.9, 0.97), collapsed, good)).toMatchObject({
      kind: 'reached',
      milestone: 0.95,
      reached: [
        { arm: 0, step: 150 },
        { arm: 2, step: 150 },
      ],
      never: [1],
    });
  });

  test('is how runs failed, where no accuracy parts them from the best', () => {
    const lost: Course = { accuracies: [0.1, 0.96, 0.1], stuck: { from: 2, class: 3 } };
    expect(came(article, lost, final(0.9, 0.95))).toEqual({
      kind: 'some-failed',
      failures: [{ arm: 0, verdict: { kind: 'collapsed', step: 100, class: 3 } }],
      best: { arm: 1, accuracy: 0.95 },
    });
    expect(came(article, { ...good, nanAt: 60 }, collapsed)).toMatchObject({
      kind: 'all-failed',
      failures: [
        { arm: 0, verdict: { kind: 'nan', step: 60 } },
        { arm: 1, verdict: { kind: 'collapsed', step: 100 } },
      ],
    });
  });

  test('is that Batch Normalization makes no difference, where it is all that differs', () => {
    const alike = { kind: 'alike', count: 2, accuracy: 0.981, batchNorm: true };
    expect(came(article, final(0.9, 0.981), final(0.9, 0.984))).toEqual(alike);
    const rates: Comparison = { ...article, arms: [{ learningRate: 1e-4 }, {}] };
    expect(came(rates, final(0.9, 0.981), final(0.9, 0.984))).toEqual({ ...alike, batchNorm: false });
  });

  test('is who was there clearly sooner, where all end alike', () => {
    expect(came(article, final(0.5, 0.6, 0.7, 0.981), final(0.91, 0.95, 0.96, 0.984))).toMatchObject({
      kind: 'alike',
      sooner: { milestone: 0.9, first: { arm: 1, step: 50 }, last: { arm: 0, step: 200 } },
    });
    expect(came(article, final(0.5, 0.91, 0.981), final(0.91, 0.95, 0.984))).not.toHaveProperty('sooner');
  });

  test('is a small lead without a milestone, and what it says of Batch Normalization', () => {
    const ahead = {
      kind: 'ahead',
      leaders: [0],
      behind: [1],
      by: expect.closeTo(0.01),
      accuracy: 0.956,
    };
    expect(came(article, final(0.9, 0.956), final(0.9, 0.946))).toEqual({ ...ahead, batchNorm: 'costs' });
    expect(came(article, final(0.9, 0.946), final(0.9, 0.956))).toMatchObject({
      leaders: [1],
      batchNorm: 'helps',
    });
    const rates: Comparison = { ...article, arms: [{ learningRate: 1e-4 }, {}] };
    expect(came(rates, final(0.9, 0.956), final(0.9, 0.946))).toEqual(ahead);
  });

  test('is nothing about Batch Normalization while nobody has learned enough', () => {
    expect(came(article, final(0.5, 0.6), final(0.5, 0.603))).toMatchObject({
      kind: 'alike',
      batchNorm: false,
    });
    expect(came(article, final(0.5, 0.6), final(0.5, 0.7))).toEqual({
      kind: 'ahead',
      leaders: [1],
      behind: [0],
      by: expect.closeTo(0.1),
      accuracy: 0.7,
    });
  });

  test('is no milestone that was missed by chance', () => {
    expect(came(article, final(0.9, 0.9497), final(0.9, 0.975)).kind).toBe('ahead');
    expect(came(article, final(0.9, 0.93), final(0.96, 0.985))).toMatchObject({
      milestone: 0.95,
      reached: [{ arm: 1, step: 50 }],
    });
  });

  test('is no accuracy that all end at, as it is crossed by chance', () => {
    const pair = came(article, final(0.96, 0.97, 0.97, 0.981), final(0.981, 0.98, 0.98, 0.981));
    expect(pair).not.toHaveProperty('sooner');
  });

  test('is nothing where too little was measured', () => {
    const untold = { kind: 'untold' };
    expect(came(article)).toEqual(untold);
    expect(came(article, final(0.11), final(0.12))).toEqual(untold);
    expect(came(article, { ...good, broken: true }, good)).toEqual(untold);
  });
});

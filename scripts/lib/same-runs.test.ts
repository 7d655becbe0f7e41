import { describe, expect, test } from 'vitest';
import { differenceText, firstDifference, type RunNumbers } from './same-runs.mjs';

function run(change: Partial<RunNumbers> = {}): RunNumbers {
  return {
    series: {
      loss: { steps: [1, 2, 3], values: [2.5, Number.NaN, 0] },
      testAccuracy: { steps: [0, 2], values: [0.1, 0.5] },
    },
    evaluations: [],
    scalings: [],
    verdict: { kind: 'learning' } as RunNumbers['verdict'] & object,
    network: { 'parameters fc2.bias': 'abc' },
    ...change,
  };
}

const withLoss = (...values: number[]) =>
  run({ series: { ...run().series, loss: { steps: [1, 2, 3].slice(0, values.length), values } } });

test('equal runs do not differ, NaN among their values', () => {
  expect(firstDifference([run(), run()], [run(), run()])).toBeUndefined();
});

describe('finds what differs first', () => {
  test.each([
    ['the last bit', withLoss(2.5, Number.NaN, Number.MIN_VALUE), { series: 'loss', step: 3 }],
    ['the sign of zero', withLoss(2.5, Number.NaN, -0), { series: 'loss', step: 3, interrupted: -0 }],
    ['a number in place of NaN', withLoss(2.5, 1, 0), { series: 'loss', step: 2, whole: Number.NaN }],
    [
      'a step that is missing',
      withLoss(2.5, Number.NaN),
      { series: 'loss', step: 3, interrupted: undefined },
    ],
    [
      'a verdict',
      run({ verdict: { kind: 'nan' } as RunNumbers['verdict'] & object }),
      { series: 'verdict.kind', whole: 'learning', interrupted: 'nan' },
    ],
    [
      'a tensor of the network',
      run({ network: { 'parameters fc2.bias': 'abd' } }),
      { series: 'network.parameters fc2.bias' },
    ],
  ])('%s', (_, other, expected) => {
    expect(firstDifference([run(), run()], [run(), other])).toMatchObject({ arm: 1, ...expected });
  });

  test('by the step, whichever series it is of', () => {
    const later = withLoss(2.5, Number.NaN, 1);
    later.series.testAccuracy = { steps: [0, 2], values: [0.1, 0.6] };
    expect(firstDifference([run()], [later])).toMatchObject({ series: 'testAccuracy', step: 2 });
  });

  test('an arm that is missing', () => {
    expect(firstDifference([run(), run()], [run()])).toMatchObject({ arm: 1, series: 'arm' });
  });
});

test('says it in a line', () => {
  const difference = { arm: 1, series: 'loss', step: 3, whole: 0, interrupted: -0 };
  expect(differenceText(difference)).toBe('Arm B, loss at step 3: 0 in one go, -0 interrupted.');
});

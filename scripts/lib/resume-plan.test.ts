import { describe, expect, test } from 'vitest';
import { comparisonRuns } from '../../src/domain/comparison.ts';
import { rateAt } from '../../src/domain/learning-rate.ts';
import { trainsAll } from '../../src/engine/catalogue.ts';
import { readAddress } from '../../src/lab/address.ts';
import { CHECKPOINT_INTERVAL } from '../../src/worker/checkpoint-pace.ts';
import { KEPT_EVERY, resumePlan } from './resume-plan.mjs';
import { ENGINES } from './words.mjs';

test('knows how often runs are kept', () => {
  expect(KEPT_EVERY).toBe(CHECKPOINT_INTERVAL);
});

describe.each(ENGINES)('%s', (engine) => {
  const { query, steps, at } = resumePlan(engine);
  const { comparison, problems, engine: choice } = readAddress(query);
  const [withBN, without] = comparisonRuns(comparison);

  test('is a comparison that the engine trains', () => {
    expect([problems, choice]).toEqual([[], engine]);
    expect(withBN).toMatchObject({ evaluationStatistics: 'moving', keepProbability: 0.5, steps });
    expect(without).toMatchObject({ normalization: { kind: 'none' }, keepProbability: 1 });
    expect(trainsAll(engine, [withBN!.normalization, without!.normalization])).toBe(true);
  });

  test('is interrupted before and behind its changes, the last time behind a checkpoint', () => {
    const { learningRate, kernelScalings } = withBN!;
    const [{ afterStep } = { afterStep: 0 }] = kernelScalings;
    expect(rateAt(learningRate, at.closed)).not.toBe(rateAt(learningRate, at.killed));
    expect(at.closed).toBeLessThan(afterStep);
    expect(afterStep).toBeLessThan(at.killed);
    expect(at.killed).toBeLessThan(KEPT_EVERY);
    expect(KEPT_EVERY).toBeLessThan(at.lost);
    expect(at.lost).toBeLessThan(steps);
  });
});

import { describe, expect, test } from 'vitest';
import { comparisonRuns } from '../../src/domain/comparison.ts';
import { rateAt } from '../../src/domain/learning-rate.ts';
import { trainsAll } from '../../src/engine/catalogue.ts';
import { readAddress } from '../../src/lab/address.ts';
import { CHECKPOINT_INTERVAL } from '../../src/worker/run-loop.ts';
import { isSlow, KEPT_EVERY, resumePlan } from './resume-plan.mjs';
import { ENGINES } from './words.mjs';

test('knows how often runs are kept', () => {
  expect(KEPT_EVERY).toBe(CHECKPOINT_INTERVAL);
});

const limits = [{ slow: false }, { slow: true }, { slow: false, brief: true }];

describe.each(ENGINES.flatMap((engine) => limits.map((limit) => ({ engine, limit }))))(
  '$engine, $limit',
  ({ engine, limit }) => {
    const { query, steps, ends, at } = resumePlan(engine, limit);
    const { comparison, problems, engine: choice } = readAddress(query);
    const [withBN, without] = comparisonRuns(comparison);

    test('is a comparison that the engine trains', () => {
      expect([problems, choice]).toEqual([[], engine]);
      expect(withBN).toMatchObject({ evaluationStatistics: 'moving', keepProbability: 0.5 });
      expect(without).toMatchObject({ normalization: { kind: 'none' }, keepProbability: 1 });
      expect(trainsAll(engine, [withBN!.normalization, without!.normalization])).toBe(true);
      expect(ends).toBe(limit.slow === false && !limit.brief);
      expect(withBN!.steps > steps).toBe(!ends);
    });

    test('is interrupted before and behind its changes', () => {
      const { learningRate, kernelScalings } = withBN!;
      const [{ afterStep } = { afterStep: 0 }] = kernelScalings;
      expect(rateAt(learningRate, at.closed)).not.toBe(rateAt(learningRate, at.killed));
      expect(at.closed).toBeLessThan(afterStep);
      expect(afterStep).toBeLessThan(at.killed);
      expect(at.killed).toBeLessThan(at.lost);
      expect(at.lost).toBeLessThan(steps);
    });
  },
);

test('an engine is slow where software draws for it', () => {
  const card = 'ANGLE (Apple, Apple M1)';
  const software = 'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)';
  expect(ENGINES.filter((engine) => isSlow(engine, card))).toEqual(['cpu']);
  expect(ENGINES.filter((engine) => isSlow(engine, software))).toEqual(['webgl', 'webgl-ops', 'cpu']);
});

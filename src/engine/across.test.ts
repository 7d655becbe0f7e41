/**
 * The processor's kernels against tfjs's operations, for what only these two train. In the browser, with real digits and more
 * of it: `conformance/cross-check.ts`.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { initialParameters } from '../domain/initial-parameters.ts';
import type { Normalization } from '../domain/normalization.ts';
import { OpsEngine } from './ops/engine.ts';
import { SimdEngine } from './simd/engine.ts';
import { compiledKernels } from './simd/testing.ts';
import { madeUpBatch, smallRun, useBackend } from './testing.ts';

beforeAll(() => useBackend('wasm'));

describe('the processor’s kernels and tfjs’s operations', () => {
  // Five images make a whole part and a smaller one, and a vector and a quarter.
  test.each<Normalization>([
    { kind: 'group', groups: 32 },
    { kind: 'group', groups: 1 },
    { kind: 'ghost', images: 3 },
    { kind: 'noisy-batch', axes: 'per-feature-map', strength: 1 },
    { kind: 'noisy-batch', axes: 'per-activation', strength: 1 },
  ])('train and evaluate alike with %j', async (normalization) => {
    const batch = madeUpBatch(5);
    for (const evaluationStatistics of ['moving', 'population', 'batch'] as const) {
      // The steps are there for averages and noise: Adam turns the sign of a gradient's rounding into a whole step.
      const config = smallRun({ normalization, evaluationStatistics, batchSize: 5, learningRate: 1e-6 });
      const initial = initialParameters(config);
      const engines = [
        new OpsEngine('wasm', config, initial),
        new SimdEngine(compiledKernels(), config, initial),
      ];
      const [expected, found] = await Promise.all(
        engines.map(async (engine) => {
          const { gradients, loss } = await engine.probe(batch);
          const [second] = await engine.train(madeUpBatch(5, 2));
          await engine.calibrate([madeUpBatch(5, 3), madeUpBatch(5, 4)]);
          // More than a batch of training.
          const logits = await engine.predict(madeUpBatch(14, 5));
          const { moving } = await engine.snapshot();
          engine.dispose();
          return { losses: [loss, second!.loss], logits, moving, gradients };
        }),
      );
      expect(apart(found!.losses, expected!.losses)).toBeLessThan(1e-5);
      expect(apart(found!.logits, expected!.logits)).toBeLessThan(1e-5);
      expect(Object.keys(found!.moving)).toEqual(Object.keys(expected!.moving));
      for (const layer of ['conv1', 'conv2', 'fc1'] as const) {
        const [a, b] = [found!.moving[layer], expected!.moving[layer]];
        if (!a || !b) continue;
        expect(apart(a.mean, b.mean)).toBeLessThan(1e-4);
        expect(apart(a.variance, b.variance)).toBeLessThan(1e-4);
      }
      for (const name of ['conv1.gamma', 'conv1.beta', 'conv2.gamma', 'fc1.gamma', 'fc1.beta'] as const)
        expect(apart(found!.gradients[name]!, expected!.gradients[name]!)).toBeLessThan(1e-3);
    }
  });
});

/** The largest difference, in units of the largest value. */
function apart(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  let [difference, largest] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    // Written so that a NaN is the worst.
    if (!(Math.abs(found[i]! - expected[i]!) <= difference)) difference = Math.abs(found[i]! - expected[i]!);
    largest = Math.max(largest, Math.abs(expected[i]!));
  }
  return difference / largest;
}

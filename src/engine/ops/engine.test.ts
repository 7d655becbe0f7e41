import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { initialParameters } from '../../domain/initial-parameters.ts';
import type { Normalization } from '../../domain/normalization.ts';
import { describeEngine } from '../suite.ts';
import { madeUpBatch, smallRun, useBackend } from '../testing.ts';
import { OpsEngine } from './engine.ts';

beforeAll(() => useBackend('wasm'));

describeEngine((config, initial) => new OpsEngine('wasm', config, initial));

test('a network gives all its tensors back', async () => {
  const config = smallRun({ batchSize: 2, evaluationStatistics: 'population' });
  const batch = madeUpBatch(2);
  const use = async () => {
    const engine = new OpsEngine('wasm', config, initialParameters(config));
    await engine.train(batch);
    await engine.calibrate([batch, batch]);
    await engine.predict(batch);
    engine.dispose();
  };
  await use();
  const { numTensors, numBytes } = memory();
  for (let reset = 0; reset < 10; reset++) await use();
  expect(memory()).toMatchObject({ numTensors, numBytes });
});

const noisy: Normalization = { kind: 'noisy-batch', axes: 'per-feature-map', strength: 1 };

describe('noise behind Batch Normalization', () => {
  const config = smallRun({ normalization: noisy, keepProbability: 1, batchSize: 5 });
  const parameters = initialParameters(config);
  const batch = madeUpBatch(5);
  const lossesOf = async (normalization: Normalization, seed = 1) => {
    const engine = new OpsEngine('wasm', { ...config, normalization, seed }, parameters);
    const losses = [];
    for (let i = 0; i < 2; i++) losses.push((await engine.train(batch))[0]!.loss);
    engine.dispose();
    return losses;
  };

  test('is drawn from the seed, and without strength is none', async () => {
    const losses = await lossesOf(noisy);
    expect(await lossesOf(noisy)).toEqual(losses);
    expect(await lossesOf(noisy, 2)).not.toEqual(losses);
    const quiet = await lossesOf({ ...noisy, strength: 0 });
    const without = await lossesOf({ kind: 'batch', axes: 'per-feature-map' });
    for (const [i, loss] of quiet.entries()) expect(loss).toBeCloseTo(without[i]!, 4);
  });

  test('has the gradients of the loss that it makes', async () => {
    const engine = new OpsEngine('wasm', config, parameters);
    const fresh = await engine.snapshot();
    const { gradients } = await engine.probe(batch);
    for (const name of ['fc1.kernel', 'conv2.kernel', 'conv1.gamma'] as const) {
      const gradient = gradients[name]!;
      const steepest = gradient.reduce(
        (best, value, i) => (Math.abs(value) > Math.abs(gradient[best]!) ? i : best),
        0,
      );
      const lossAt = async (change: number) => {
        const moved = parameters[name]!.map((value, i) => value + (i === steepest ? change : 0));
        // The same step draws the same noise.
        engine.restore({ ...fresh, parameters: { ...parameters, [name]: moved } });
        return (await engine.probe(batch)).loss;
      };
      const slope = ((await lossAt(1e-3)) - (await lossAt(-1e-3))) / 2e-3;
      expect(slope / gradient[steepest]!).toBeCloseTo(1, 1);
    }
    engine.dispose();
  });

  test('is part of training alone: answers to test images have none', async () => {
    const engine = new OpsEngine('wasm', config, parameters);
    const quiet = new OpsEngine('wasm', { ...config, normalization: { ...noisy, strength: 0 } }, parameters);
    expect(await engine.predict(batch)).toEqual(await quiet.predict(batch));
    engine.dispose();
    quiet.dispose();
  });

  test('gives all its tensors back', async () => {
    const { numTensors } = memory();
    await lossesOf(noisy);
    expect(memory().numTensors).toBe(numTensors);
  });
});

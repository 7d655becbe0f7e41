import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { initialParameters } from '../../domain/initial-parameters.ts';
import { batchNormalization } from '../../domain/normalization.ts';
import { describeEngine } from '../suite.ts';
import { madeUpBatch, smallRun, useBackend } from '../testing.ts';
import { OpsEngine } from './engine.ts';

beforeAll(() => useBackend('wasm'));

describeEngine((config, initial) => new OpsEngine('wasm', config, initial));

test.each([
  batchNormalization('per-activation'),
  { kind: 'noisy-batch', axes: 'per-feature-map', strength: 1 },
] as const)('a network with %j gives all its tensors back', async (normalization) => {
  const config = smallRun({ normalization, batchSize: 2, evaluationStatistics: 'population' });
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

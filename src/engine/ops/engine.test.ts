import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { initialParameters } from '../../domain/initial-parameters.ts';
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

import { expect, test } from 'vitest';
import { initialParameters } from '../domain/initial-parameters.ts';
import { BATCH_NORM_EPSILON, normalisedLayers } from '../domain/network.ts';
import { normalizationChoices, normalizationText } from '../domain/normalization.ts';
import { OpsEngine } from '../engine/ops/engine.ts';
import { madeUpBatch, smallRun, useBackend } from '../engine/testing.ts';
import { sampleOf } from './sample.ts';

const batch = madeUpBatch(12);

test.each(normalizationChoices.map((choice) => [normalizationText(choice), choice] as const))(
  'the arithmetic of %s gives what the network gives',
  async (_, normalization) => {
    await useBackend('wasm');
    const config = smallRun({ normalization, batchSize: 12, keepProbability: 1 });
    const parameters = initialParameters(config);
    const engine = new OpsEngine('wasm', config, parameters);
    const layers = await engine.layersAt(parameters, batch);
    for (const layer of normalisedLayers) {
      const sample = sampleOf(layer, layers[layer], normalization, parameters);
      const { values, results, mean, variance, gamma, beta, count } = sample;
      expect(values.length).toBeGreaterThan(0);
      const expected = values.map((x) =>
        normalization.kind === 'none'
          ? x! + beta!
          : ((x! - mean!) / Math.sqrt(variance! + BATCH_NORM_EPSILON)) * gamma! + beta!,
      );
      for (const [i, result] of results.entries()) expect(result).toBeCloseTo(expected[i]!, 3);
      expect(count === 0).toBe(normalization.kind === 'none');
    }
    engine.dispose();
  },
);

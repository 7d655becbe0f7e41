import { beforeAll, describe, expect, test } from 'vitest';
import { initialParameters } from '../domain/initial-parameters.ts';
import { normalisedLayers } from '../domain/network.ts';
import { NO_NORMALIZATION, normalizationChoices, normalizationText } from '../domain/normalization.ts';
import type { InspectableEngine } from '../engine/inspectable.ts';
import { OpsEngine } from '../engine/ops/engine.ts';
import { SimdEngine } from '../engine/simd/engine.ts';
import { hasKernels } from '../engine/simd/normalization.ts';
import { compiledKernels } from '../engine/simd/testing.ts';
import { madeUpBatch, smallRun, useBackend } from '../engine/testing.ts';
import { adamDirection, inspect } from './inspect.ts';
import { cosineOf, distanceOf, moved, normOf } from './vectors.ts';

beforeAll(() => useBackend('wasm'));

/** Not a multiple of four: the kernels pad it. */
const IMAGES = 6;
const batch = madeUpBatch(IMAGES);

describe.each(normalizationChoices.map((normalization) => [normalizationText(normalization), normalization]))(
  'a network with %s',
  (_, normalization) => {
    if (typeof normalization === 'string') throw new Error('Text comes first.');
    const config = smallRun({ normalization, batchSize: IMAGES, keepProbability: 1 });
    const parameters = initialParameters(config);
    const engines: [string, InspectableEngine][] = [['tfjs', undefined as never]];
    beforeAll(() => {
      engines[0] = ['tfjs', new OpsEngine('wasm', config, parameters)];
      if (hasKernels(normalization))
        engines.push(['kernels', new SimdEngine(compiledKernels(), config, parameters)]);
    });

    test('has the gradient of a step that is probed, and nothing is trained', async () => {
      for (const [, engine] of engines) {
        const looked = await engine.gradientsAt(parameters, batch);
        const again = await engine.gradientsAt(parameters, batch);
        expect(distanceOf(again.gradients, looked.gradients)).toBe(0);
        expect(engine.step).toBe(0);
        // Noise is training's alone, as dropout is.
        if (normalization.kind === 'noisy-batch') continue;
        const probed = await engine.probe(batch);
        expect(looked.loss).toBe(probed.loss);
        expect(distanceOf(looked.gradients, probed.gradients)).toBeLessThan(1e-6 * normOf(looked.gradients));
      }
    });

    test('has the same values around each normalization on all engines', async () => {
      const all = [];
      for (const [, engine] of engines) all.push(await engine.layersAt(parameters, batch));
      for (const layer of normalisedLayers)
        for (const side of ['before', 'after'] as const) {
          const [first, ...others] = all.map((layers) => layers[layer][side]);
          expect(first!.length % IMAGES).toBe(0);
          for (const other of others)
            for (const [i, value] of other.entries()) expect(Math.abs(value - first![i]!)).toBeLessThan(1e-3);
        }
    });
  },
);

describe('an inspection', () => {
  const config = smallRun({ batchSize: IMAGES, keepProbability: 1 });
  const parameters = initialParameters(config);
  const state = { step: 0, parameters, firstMoments: {}, secondMoments: {} };
  const engine = new SimdEngine(compiledKernels(), config, parameters);
  const plan = { normalization: config.normalization, learningRate: 1e-3, ahead: true };

  test('says of each step what the network does there', async () => {
    const { ahead, loss, gradientNorm } = await inspect(engine, state, batch, plan);
    const here = await engine.gradientsAt(parameters, batch);
    expect(loss).toBe(here.loss);
    expect(gradientNorm).toBeCloseTo(normOf(here.gradients), 6);
    expect(ahead!.update.map(({ step }) => step)).toEqual([0.0005, 0.001, 0.002, 0.004]);
    const update = adamDirection(state, here.gradients);
    const there = await engine.gradientsAt(moved(parameters, update, 0.002), batch);
    expect(ahead!.update[2]!.loss).toBe(there.loss);
    expect(ahead!.update[2]!.gradientChange).toBeCloseTo(distanceOf(there.gradients, here.gradients), 6);
  });

  test('finds no shift where the layers before do not move', async () => {
    const { ahead } = await inspect(engine, state, batch, {
      ...plan,
      learningRate: 0,
      gradientSteps: [1e-3],
    });
    for (const { change, cosine } of Object.values(ahead!.shift)) {
      expect(change).toBe(0);
      expect(cosine).toBeCloseTo(1, 10);
    }
  });

  test('finds kernels before a normalization at right angles to their gradients, and others not', async () => {
    const { tensors, ahead } = await inspect(engine, state, batch, { ...plan, ahead: false });
    expect(ahead).toBeUndefined();
    expect(Math.abs(tensors['fc1.kernel'].cosine!)).toBeLessThan(1e-4);
    const bare = smallRun({ normalization: NO_NORMALIZATION, batchSize: IMAGES, keepProbability: 1 });
    const initial = initialParameters(bare);
    const without = new SimdEngine(compiledKernels(), bare, initial);
    const { gradients } = await without.gradientsAt(initial, batch);
    expect(Math.abs(cosineOf(initial, gradients, 'fc1.kernel'))).toBeGreaterThan(1e-4);
  });

  test('goes on from the averages that Adam has: its direction is the step that training makes', async () => {
    const trained = new SimdEngine(compiledKernels(), config, parameters);
    await trained.train(batch);
    const before = await trained.snapshot();
    const { gradients } = await engine.gradientsAt(before.parameters, batch);
    await trained.train(batch);
    const after = await trained.snapshot();
    const rate = Number(config.learningRate);
    const expected = moved(before.parameters, adamDirection(before, gradients), rate);
    const made = distanceOf(before.parameters, after.parameters);
    expect(distanceOf(expected, after.parameters)).toBeLessThan(1e-3 * made);
  });
});

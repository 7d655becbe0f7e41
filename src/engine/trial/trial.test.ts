import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { LabelledBytes } from '../../data/types.ts';
import type { Parameters } from '../../domain/network.ts';
import { type Engine, type EngineConfig, NEVER, type ProbeResult } from '../engine.ts';
import { EngineRefused } from '../open-engine.ts';
import { OpsEngine } from '../ops/engine.ts';
import { useBackend } from '../testing.ts';
import { areGradientsRight, isLossRight, TRIAL_STEPS, trialBatch } from './network.ts';
import { tryEngine } from './trial.ts';

/** What tfjs's operations came to, for engines that repeat it, wrongly or late. */
let probed: ProbeResult;
const losses: number[] = [];

async function open(config: EngineConfig, initial: Parameters): Promise<Engine> {
  return new OpsEngine('wasm', config, initial);
}

beforeAll(async () => {
  // Node has none.
  vi.stubGlobal('navigator', {});
  await useBackend('wasm');
  await tryEngine(async (config, initial) => {
    const engine = await open(config, initial);
    const { probe, train } = engine;
    engine.probe = async (batch) => {
      probed = await probe.call(engine, batch);
      losses.push(probed.loss);
      return probed;
    };
    engine.train = async (batch) => {
      const results = await train.call(engine, batch);
      losses.push(...results.map(({ loss }) => loss));
      return results;
    };
    return engine;
  });
}, 60_000);

/** An engine that says what it is told to say. */
function fake(change: Partial<Engine> = {}): Engine {
  let step = 1;
  return {
    name: 'webgl',
    step: 0,
    learningRate: 0,
    lost: NEVER,
    probe: async () => probed,
    train: async (_batch: LabelledBytes) => {
      const loss = losses[step] ?? 1;
      return [{ step: ++step, loss, correct: 1, saturation: 0.5 }];
    },
    settle: async () => [],
    dispose: vi.fn(),
    ...change,
  } as Engine;
}

describe('a trial of an engine', () => {
  test('finds the operations of tfjs right, against numbers that they have no part in, and times them', async () => {
    const finding = await tryEngine(open);
    expect(finding).toEqual({ outcome: 'right', milliseconds: expect.any(Number) });
    expect(finding).not.toHaveProperty('milliseconds', 0);
    expect(losses.slice(0, TRIAL_STEPS).every((loss, i) => isLossRight(i + 1, loss))).toBe(true);
  }, 60_000);

  test('gives an engine up that is several times as slow as another', async () => {
    const engine = fake({
      train: async () => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return [{ step: 2, loss: losses[1]!, correct: 1, saturation: 0.5 }];
      },
    });
    expect(await tryEngine(async () => engine, 5)).toMatchObject({ outcome: 'slow' });
    expect(engine.dispose).toHaveBeenCalled();
  });

  test.each<[string, () => Partial<Engine>]>([
    [
      'a loss that is a little off',
      () => ({ probe: async () => ({ ...probed, loss: probed.loss * 1.001 }) }),
    ],
    ['a loss that is no number', () => ({ probe: async () => ({ ...probed, loss: Number.NaN }) })],
    ['a gradient that is off', () => ({ probe: async () => withGradient((value) => value * 1.1) })],
    ['a gradient that is no number', () => ({ probe: async () => withGradient(() => Number.NaN) })],
    ['a gradient that is missing', () => ({ probe: async () => ({ ...probed, gradients: {} }) })],
    [
      'a later loss that is off',
      () => ({ train: async () => [{ step: 2, loss: losses[1]! * 0.99, correct: 1, saturation: 0.5 }] }),
    ],
    ['no loss at all', () => ({ train: async () => [] })],
  ])('finds an engine wrong for %s', async (_, change) => {
    const engine = fake(change());
    expect(await tryEngine(async () => engine)).toEqual({ outcome: 'wrong' });
    expect(engine.dispose).toHaveBeenCalled();
  });

  test('says why an engine does not start, and passes on what it does not know', async () => {
    const refuse = async () => {
      throw new EngineRefused('kernels-failed');
    };
    expect(await tryEngine(refuse)).toEqual({ outcome: 'refused', why: 'kernels-failed' });
    const broken = fake({
      probe: async () => {
        throw new Error('Out of memory.');
      },
    });
    await expect(tryEngine(async () => broken)).rejects.toThrow('Out of memory.');
    expect(broken.dispose).toHaveBeenCalled();
  });

  test('ends when the driver takes the context away', async () => {
    const lost = Promise.reject(new Error('The WebGL context was lost.'));
    lost.catch(() => {});
    await expect(tryEngine(async () => fake({ lost, probe: () => new Promise(() => {}) }))).rejects.toThrow(
      'lost',
    );
  });
});

test('every gradient is looked at', () => {
  for (const name of Object.keys(probed.gradients) as (keyof Parameters)[]) {
    const values = probed.gradients[name]!.map((value) => value + 1);
    expect(areGradientsRight({ gradients: { ...probed.gradients, [name]: values } }), name).toBe(false);
  }
});

test('the made-up images differ, in every pixel, and have all classes', () => {
  const { images, labels } = trialBatch(1);
  expect(new Set(labels).size).toBe(10);
  const pixel = (place: number) => new Set(Array.from(labels, (_, i) => images[i * 784 + place]));
  for (const place of [0, 400, 783]) expect(pixel(place).size).toBeGreaterThan(10);
  expect(trialBatch(2).images).not.toEqual(images);
});

function withGradient(change: (value: number) => number): ProbeResult {
  const kernel = probed.gradients['conv1.kernel']!.map(change);
  return { ...probed, gradients: { ...probed.gradients, 'conv1.kernel': kernel } };
}

/** What every engine does, whatever it computes with: a suite that the tests of each of them run. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RunConfig } from '../domain/config.ts';
import { initialParameters } from '../domain/initial-parameters.ts';
import { summarizeLogits } from '../domain/logits.ts';
import { type Parameters, parameterNamesOf } from '../domain/network.ts';
import { batchNormalization, NO_NORMALIZATION, type Normalization } from '../domain/normalization.ts';
import type { Engine, Snapshot } from './engine.ts';
import { madeUpBatch, smallRun } from './testing.ts';

/** `make` gives a new network, ready to train. */
export function describeEngine(make: (config: RunConfig, initial: Parameters) => Engine): void {
  const engineOf = (change: Partial<RunConfig> = {}) => {
    const config = smallRun(change);
    return make(config, initialParameters(config));
  };

  describe('training', () => {
    test('learns: the loss on a batch falls when it is trained on', async () => {
      const engine = engineOf({ keepProbability: 1 });
      const batch = madeUpBatch(4);
      const [first] = await engine.train(batch);
      for (let i = 0; i < 8; i++) await engine.train(batch);
      const [last] = await engine.train(batch);
      expect(last!.loss).toBeLessThan(first!.loss / 2);
      expect(last).toMatchObject({ step: 10, correct: 4 });
      engine.dispose();
    });

    test('gives the same numbers for the same seed, and others for another', async () => {
      const losses = async (seed: number) => {
        const engine = engineOf({ seed });
        const values = [];
        for (let i = 0; i < 3; i++) values.push((await engine.train(madeUpBatch(4, i + 1)))[0]!.loss);
        engine.dispose();
        return values;
      };
      expect(await losses(1)).toEqual(await losses(1));
      expect(await losses(1)).not.toEqual(await losses(2));
    });

    test('goes on from a snapshot as if nothing had happened', async () => {
      const change = { evaluationStatistics: 'moving', keepProbability: 0.5 } as const;
      const whole = engineOf(change);
      for (let i = 1; i <= 2; i++) await whole.train(madeUpBatch(4, i));
      const snapshot = await whole.snapshot();
      const resumed = engineOf(change);
      resumed.restore(snapshot);
      expect(resumed.step).toBe(2);
      for (let i = 3; i <= 5; i++)
        expect(await resumed.train(madeUpBatch(4, i))).toEqual(await whole.train(madeUpBatch(4, i)));
      // To the last bit, in all that a step depends on.
      expect(digestOf(await resumed.snapshot())).toEqual(digestOf(await whole.snapshot()));
      expect(await resumed.predict(madeUpBatch(4, 9))).toEqual(await whole.predict(madeUpBatch(4, 9)));
      whole.dispose();
      resumed.dispose();
    });

    test('takes a new learning rate from the next step on', async () => {
      const engine = engineOf();
      const before = (await engine.snapshot()).parameters['fc2.bias']!;
      engine.learningRate = 0;
      await engine.train(madeUpBatch(4));
      expect((await engine.snapshot()).parameters['fc2.bias']).toEqual(before);
      engine.dispose();
    });

    test('probing is training, with logits and every gradient read', async () => {
      const [trained, probed] = [engineOf(), engineOf()];
      const [a] = await trained.train(madeUpBatch(4));
      const { logits, gradients, ...b } = await probed.probe(madeUpBatch(4));
      expect(b).toEqual(a);
      expect(logits).toHaveLength(40);
      expect(Object.keys(gradients)).toHaveLength(11);
      const left = await trained.snapshot();
      expect((await probed.snapshot()).parameters['conv1.kernel']).toEqual(left.parameters['conv1.kernel']);
      trained.dispose();
      probed.dispose();
    });

    test('refuses a batch of another size', async () => {
      const engine = engineOf();
      await expect(engine.train(madeUpBatch(3))).rejects.toThrow('A batch has 4 images, not 3.');
      engine.dispose();
    });
  });

  describe('gradients', () => {
    test.each([
      [NO_NORMALIZATION, 'double-softmax'],
      [batchNormalization('per-feature-map'), 'softmax-cross-entropy'],
      [batchNormalization('per-activation'), 'sum-log'],
      [{ kind: 'group', groups: 8 }, 'softmax-cross-entropy'],
      [{ kind: 'ghost', images: 3 }, 'softmax-cross-entropy'],
      [{ kind: 'noisy-batch', axes: 'per-feature-map', strength: 1 }, 'softmax-cross-entropy'],
    ] as const)('with normalization %j and %s are the slopes of the loss', async (normalization, loss) => {
      // Learning rate 0: probing leaves the network as it is, so that one weight can be moved by hand.
      // Five images fill no vector of four.
      const config = smallRun({ normalization, loss, batchSize: 5, learningRate: 0, keepProbability: 0.5 });
      const engine = make(config, initialParameters(config));
      const batch = madeUpBatch(5);
      const { gradients } = await engine.probe(batch);
      const { parameters, ...rest } = await engine.snapshot();
      for (const name of ['fc2.kernel', 'fc1.kernel', 'conv2.kernel', 'conv1.gamma'] as const) {
        if (!(name in gradients)) continue;
        const values = parameters[name]!;
        const gradient = gradients[name]!;
        // The steepest weight, where rounding matters least.
        const steepest = gradient.reduce(
          (best, value, i) => (Math.abs(value) > Math.abs(gradient[best]!) ? i : best),
          0,
        );
        const lossAt = async (weight: number) => {
          const moved = values.slice();
          moved[steepest] = weight;
          engine.restore({ ...rest, step: 0, parameters: { ...parameters, [name]: moved } });
          return (await engine.probe(batch)).loss;
        };
        const weight = values[steepest]!;
        const slope = ((await lossAt(weight + 1e-3)) - (await lossAt(weight - 1e-3))) / 2e-3;
        expect(slope / gradient[steepest]!).toBeCloseTo(1, 1);
      }
      engine.dispose();
    });
  });

  describe('evaluation', () => {
    test('with batch statistics depends on the company an image keeps; with moving averages it does not', async () => {
      const alone = madeUpBatch(4);
      const together = {
        images: Uint8Array.from([...alone.images, ...madeUpBatch(4, 8).images]),
        labels: Uint8Array.from([...alone.labels, ...madeUpBatch(4, 8).labels]),
      };
      const difference = async (evaluationStatistics: RunConfig['evaluationStatistics']) => {
        const engine = engineOf({ evaluationStatistics });
        await engine.train(alone);
        await engine.calibrate([madeUpBatch(4, 5), madeUpBatch(4, 6)]);
        const [few, many] = [await engine.predict(alone), await engine.predict(together)];
        engine.dispose();
        return Math.max(...few.map((logit, i) => Math.abs(logit - many[i]!)));
      };
      expect(await difference('batch')).toBeGreaterThan(0.1);
      expect(await difference('moving')).toBeLessThan(1e-4);
      expect(await difference('population')).toBeLessThan(1e-4);
    });

    test('keeps nine tenths of the moving averages at each step', async () => {
      const engine = engineOf();
      const batch = madeUpBatch(4);
      engine.learningRate = 0;
      await engine.train(batch);
      const first = (await engine.snapshot()).moving.conv1!;
      await engine.train(batch);
      const second = (await engine.snapshot()).moving.conv1!;
      // From mean 0 and variance 1: 0.1·m, then 0.9·0.1·m + 0.1·m.
      first.mean.forEach((mean, i) => {
        expect(second.mean[i]).toBeCloseTo(1.9 * mean, 5);
      });
      first.variance.forEach((variance, i) => {
        expect(second.variance[i]).toBeCloseTo(0.9 * variance + (variance - 0.9), 4);
      });
      engine.dispose();
    });

    test('takes the momentum and the kind of variance that it is given', async () => {
      const batch = madeUpBatch(4);
      const movingAfter = async (change: Partial<RunConfig>) => {
        const engine = engineOf(change);
        await engine.train(batch);
        const { moving } = await engine.snapshot();
        engine.dispose();
        return moving;
      };
      const [usual, other] = [
        await movingAfter({}),
        await movingAfter({ momentum: 0.5, runningVariance: 'unbiased' }),
      ];
      for (const [layer, values] of [
        ['conv1', 4 * 28 * 28],
        ['fc1', 4],
      ] as const) {
        const [a, b] = [usual[layer]!, other[layer]!];
        // From mean 0 and variance 1: a tenth of the batch's there, half of it here.
        for (let i = 0; i < 32; i++) {
          expect(b.mean[i]).toBeCloseTo(5 * a.mean[i]!, 4);
          const variance = (a.variance[i]! - 0.9) / 0.1;
          expect(b.variance[i]).toBeCloseTo(0.5 + (0.5 * variance * values) / (values - 1), 3);
        }
      }
    });

    test('adds the epsilon that it is given', async () => {
      const batch = madeUpBatch(4);
      const logits = async (epsilon: number) => {
        const engine = engineOf({ epsilon, evaluationStatistics: 'batch' });
        const values = await engine.predict(batch);
        engine.dispose();
        return values;
      };
      const usual = await logits(1e-5);
      const apart = (values: Float32Array) =>
        Math.max(...values.map((value, i) => Math.abs(value - usual[i]!)));
      expect(apart(await logits(1e-5))).toBe(0);
      expect(apart(await logits(0.1))).toBeGreaterThan(0.01);
    });

    test('with population statistics of one batch equals batch statistics but for the unbiased variance', async () => {
      const config = { normalization: batchNormalization('per-feature-map'), batchSize: 20 };
      const population = engineOf({ ...config, evaluationStatistics: 'population' });
      const batchwise = engineOf({ ...config, evaluationStatistics: 'batch' });
      const batch = madeUpBatch(20);
      await expect(population.predict(batch)).rejects.toThrow('calibrate');
      await population.calibrate([batch]);
      const [a, b] = [await population.predict(batch), await batchwise.predict(batch)];
      // fc1 has 20 values for each variance: its normalised values shrink by √(19/20), 2.5 %.
      const worst = Math.max(...a.map((logit, i) => Math.abs(logit - b[i]!)));
      expect(worst).toBeGreaterThan(1e-4);
      expect(worst).toBeLessThan(0.2);
      population.dispose();
      batchwise.dispose();
    });

    test('answers better than chance after a little training', async () => {
      const engine = engineOf({
        batchSize: 20,
        normalization: batchNormalization('per-activation'),
        evaluationStatistics: 'batch',
      });
      for (let i = 0; i < 15; i++) await engine.train(madeUpBatch(20, 100 + i));
      const batch = madeUpBatch(50, 7);
      const { correct } = summarizeLogits(await engine.predict(batch), batch.labels, 'softmax-cross-entropy');
      expect(correct).toBeGreaterThan(40);
      engine.dispose();
    });
  });

  describe('noise behind Batch Normalization', () => {
    const noisy = { kind: 'noisy-batch', axes: 'per-feature-map', strength: 1 } as const;
    const batch = madeUpBatch(5);
    const noisyEngine = (normalization: Normalization, seed = 1) => {
      const config = smallRun({ normalization, keepProbability: 1, batchSize: 5 });
      // Another seed draws other noise, and starts from the same numbers.
      return make({ ...config, seed }, initialParameters(config));
    };

    test('is drawn from the seed, and without strength is none', async () => {
      const lossesOf = async (normalization: Normalization, seed?: number) => {
        const engine = noisyEngine(normalization, seed);
        const losses = [];
        for (let i = 0; i < 2; i++) losses.push((await engine.train(batch))[0]!.loss);
        engine.dispose();
        return losses;
      };
      const losses = await lossesOf(noisy);
      expect(await lossesOf(noisy)).toEqual(losses);
      expect(await lossesOf(noisy, 2)).not.toEqual(losses);
      const quiet = await lossesOf({ ...noisy, strength: 0 });
      const without = await lossesOf(batchNormalization('per-feature-map'));
      for (const [i, loss] of quiet.entries()) expect(loss).toBeCloseTo(without[i]!, 4);
    });

    test('is part of training alone: answers to test images have none', async () => {
      const [engine, quiet] = [noisyEngine(noisy), noisyEngine({ ...noisy, strength: 0 })];
      expect(await engine.predict(batch)).toEqual(await quiet.predict(batch));
      engine.dispose();
      quiet.dispose();
    });
  });

  test('memory stays flat over steps and evaluations', { timeout: 180_000 }, async () => {
    const engine = engineOf({ batchSize: 2, evaluationStatistics: 'population' });
    const batch = madeUpBatch(2);
    const look = async () => {
      await engine.calibrate([batch, batch]);
      await engine.predict(madeUpBatch(6));
    };
    await engine.train(batch);
    await look();
    const steady = engine.memory();
    for (let step = 2; step <= 150; step++) {
      await engine.train(batch);
      if (step % 50 === 0) await look();
    }
    expect(engine.memory()).toEqual(steady);
    engine.dispose();
  });
}

/** Texts that differ when any bit of a snapshot does; millions of numbers would be compared one by one. */
function digestOf({ step, moving, ...tensors }: Snapshot): Record<string, string> {
  const digests: Record<string, string> = { step: String(step) };
  const add = (name: string, values: Float32Array) => {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    digests[name] = createHash('sha256').update(bytes).digest('hex');
  };
  for (const [name, { mean, variance }] of Object.entries(moving)) {
    add(`${name}.mean`, mean);
    add(`${name}.variance`, variance);
  }
  for (const kind of ['parameters', 'firstMoments', 'secondMoments'] as const)
    for (const name of parameterNamesOf(tensors[kind])) add(`${kind}.${name}`, tensors[kind][name]!);
  return digests;
}

import { describe, expect, test } from 'vitest';
import { initialParameters } from '../../domain/initial-parameters.ts';
import type { ParameterName, Parameters } from '../../domain/network.ts';
import { describeEngine } from '../suite.ts';
import { madeUpBatch, smallRun } from '../testing.ts';
import { SimdEngine } from './engine.ts';
import { compiledKernels } from './testing.ts';

const module = compiledKernels();

describeEngine((config, initial) => new SimdEngine(module, config, initial));

/** Names of tensors that differ in any bit. Comparing three million numbers one by one takes Vitest minutes. */
function differing(a: Parameters, b: Parameters): string[] {
  const bytes = (values: Float32Array | undefined) => Buffer.from(values!.buffer);
  return (Object.keys(a) as ParameterName[]).filter((name) => !bytes(a[name]).equals(bytes(b[name])));
}

describe('the processor’s engine', () => {
  const engineOf = (batchSize: number) => {
    const config = smallRun({ batchSize, learningRate: 1e-3 });
    return new SimdEngine(module, config, initialParameters(config));
  };

  test('is not led astray by what larger batches have left in its memory', async () => {
    const engine = engineOf(5);
    const { gradients, logits } = await engine.probe(madeUpBatch(5));
    expect(logits).toHaveLength(50);
    const again = engineOf(5);
    // What a larger batch has left behind in the same memory.
    await again.predict(madeUpBatch(8, 3));
    const { gradients: same } = await again.probe(madeUpBatch(5));
    expect(differing(same, gradients)).toEqual([]);
  });

  test('gives back in a snapshot what it was given', async () => {
    const config = smallRun();
    const initial = initialParameters(config);
    const { parameters } = await new SimdEngine(module, config, initial).snapshot();
    expect(differing(parameters, initial)).toEqual([]);
  });

  test('drops nothing where the share to be dropped is below what 32 bits can tell', async () => {
    const logitsAt = async (keepProbability: number) => {
      const config = smallRun({ keepProbability });
      return (await new SimdEngine(module, config, initialParameters(config)).probe(madeUpBatch(4))).logits;
    };
    expect(await logitsAt(1 - 1e-11)).toEqual(await logitsAt(1));
  });

  test('refuses images that are not as many as their labels', async () => {
    const { images, labels } = madeUpBatch(5);
    await expect(engineOf(5).train({ images: images.subarray(1), labels })).rejects.toThrow('5 images have');
  });

  test('gives the memory of a network back when nobody holds it', async () => {
    const batch = madeUpBatch(2);
    const megabytes = () => process.memoryUsage().external / 1e6;
    const config = smallRun({ batchSize: 2 });
    const initial = initialParameters(config);
    const before = megabytes();
    let most = 0;
    for (let i = 0; i < 20; i++) {
      const engine = new SimdEngine(module, config, initial);
      await engine.train(batch);
      engine.dispose();
      most = Math.max(most, megabytes());
      // A worker has its pauses.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const { bytes } = new SimdEngine(module, config, initial).memory();
    // Twenty networks, but never the memory of twenty.
    expect(most - before).toBeLessThan((10 * bytes) / 1e6);
  });

  test('has no tensor that the network lacks', () => {
    const config = smallRun();
    const { 'fc1.kernel': _, ...rest } = initialParameters(config);
    expect(() => new SimdEngine(module, config, rest)).toThrow('The network needs fc1.kernel');
  });
});

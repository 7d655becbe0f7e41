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

  test('is not led astray by its padding: a network diverges or stays as without it', async () => {
    // Five images have three of padding; the same five and three more have none, and other statistics.
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

  test('has no tensor that the network lacks', () => {
    const config = smallRun();
    const { 'fc1.kernel': _, ...rest } = initialParameters(config);
    expect(() => new SimdEngine(module, config, rest)).toThrow('The network needs fc1.kernel');
  });
});

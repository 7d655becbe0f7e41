import { expect, test } from 'vitest';
import { initialParameters } from '../domain/initial-parameters.ts';
import { parameterShapes } from '../domain/network.ts';
import { presetRun } from '../domain/presets.ts';
import { safetensorsOf } from './safetensors.ts';

test('weights are where the header of their file says, in shape and number', async () => {
  const parameters = initialParameters(presetRun('modern'));
  const file = await safetensorsOf(parameters, { step: '7', name: 'ネットワーク' }).arrayBuffer();
  const length = Number(new DataView(file).getBigUint64(0, true));
  expect(length % 8).toBe(0);
  const { __metadata__, ...tensors } = JSON.parse(new TextDecoder().decode(file.slice(8, 8 + length)));
  expect(__metadata__).toEqual({ step: '7', name: 'ネットワーク' });
  expect(Object.keys(tensors)).toEqual(Object.keys(parameters));
  let end = 0;
  for (const [name, { dtype, shape, data_offsets }] of Object.entries<{
    dtype: string;
    shape: number[];
    data_offsets: [number, number];
  }>(tensors)) {
    expect([dtype, shape, data_offsets[0]]).toEqual([
      'F32',
      parameterShapes[name as keyof typeof parameterShapes],
      end,
    ]);
    end = data_offsets[1];
    const values = new Float32Array(file.slice(8 + length + data_offsets[0], 8 + length + end));
    expect(Buffer.from(values.buffer).equals(Buffer.from(parameters[name as 'fc2.bias']!.buffer))).toBe(true);
  }
  expect(8 + length + end).toBe(file.byteLength);
});

import { expect, test } from 'vitest';
import {
  kernelScalingsText,
  parseKernelScalings,
  scaledAlikeBefore,
  withScaledKernels,
} from './kernel-scaling.ts';

test('a list of scalings is read as it is written', () => {
  const list = [
    { factor: 10, afterStep: 0 },
    { factor: 0.1, afterStep: 200 },
  ];
  expect(kernelScalingsText(list)).toBe('10@0,0.1@200');
  expect(parseKernelScalings(kernelScalingsText(list))).toEqual(list);
  expect(parseKernelScalings('')).toEqual([]);
});

test.each(['10', '10@', '@5', '10@5@6', '10@1.5', '1000@5', 'NaN@5', '10@9,10@9', '10@9,10@5', '-1@4'])(
  '%s is no list of scalings',
  (text) => {
    expect(parseKernelScalings(text)).toBeUndefined();
  },
);

test('what comes after a step does not make runs differ before it', () => {
  const late = [{ factor: 10, afterStep: 200 }];
  expect(scaledAlikeBefore([], late, 200)).toBe(true);
  expect(scaledAlikeBefore([], late, 201)).toBe(false);
});

test('kernels of hidden layers are scaled, and the averages of what they give; nothing else', () => {
  const parameters = {
    'conv1.kernel': Float32Array.of(1, -2),
    'conv2.kernel': Float32Array.of(3),
    'fc1.kernel': Float32Array.of(4),
    'fc2.kernel': Float32Array.of(5),
    'fc1.gamma': Float32Array.of(6),
  };
  const network = {
    step: 3,
    parameters,
    moving: { fc1: { mean: Float32Array.of(2), variance: Float32Array.of(3) } },
  };
  const scaled = withScaledKernels(network, 10);
  expect(scaled).toEqual({
    step: 3,
    parameters: {
      'conv1.kernel': Float32Array.of(10, -20),
      'conv2.kernel': Float32Array.of(30),
      'fc1.kernel': Float32Array.of(40),
      'fc2.kernel': Float32Array.of(5),
      'fc1.gamma': Float32Array.of(6),
    },
    moving: { fc1: { mean: Float32Array.of(20), variance: Float32Array.of(300) } },
  });
  expect(network.parameters['conv1.kernel']).toEqual(Float32Array.of(1, -2));
});

import { type KernelConfig, registerKernel } from '@tensorflow/tfjs-core';

/** Makes kernels known to tfjs, for the backend that each is of. */
export function registerKernels(kernels: readonly KernelConfig[]): void {
  for (const kernel of kernels) registerKernel(kernel);
}

/**
 * The engine's draws as a kernel of tfjs: they run inside tfjs's own dispatch, on its backend and context, in order with
 * all else that it runs.
 */
import { engine, registerKernel } from '@tensorflow/tfjs-core';

const KERNEL = 'DeepMnistPlan';

let registered = false;
let pending: (() => void) | undefined;

/** Runs work on tfjs's WebGL context, and gives what it returns. */
export function runAsKernel<T>(work: () => T): T {
  register();
  let result: T | undefined;
  pending = () => {
    result = work();
  };
  engine().runKernel(KERNEL, {}, {});
  return result as T;
}

function register(): void {
  if (registered) return;
  registered = true;
  registerKernel({
    kernelName: KERNEL,
    backendName: 'webgl',
    kernelFunc: () => {
      pending?.();
      pending = undefined;
      return [];
    },
  });
}

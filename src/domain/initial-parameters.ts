/** The numbers a network starts from, drawn from the run's seed. */
import type { RunConfig } from './config.ts';
import { fanIn, type ParameterName, type Parameters, parameterNames, parameterSize } from './network.ts';
import { TRUNCATED_DEVIATION, truncatedNormalQuantile } from './normal.ts';
import { streamSeed, uniform } from './random.ts';

/** Deviation of the truncated normal, and value of the biases, in *Deep MNIST for Experts*. */
const TUTORIAL_DEVIATION = 0.1;
const TUTORIAL_BIAS = 0.1;

type InitConfig = Pick<RunConfig, 'normalization' | 'kernelInit' | 'scaleInit' | 'seed'>;

/**
 * All tensors of a new network. Each has a random stream of its own name, so a network with Batch
 * Normalization starts from the same kernels as one without.
 */
export function initialParameters(config: InitConfig): Parameters {
  const parameters: Parameters = {};
  for (const name of parameterNames(config.normalization)) parameters[name] = initialTensor(name, config);
  return parameters;
}

function initialTensor(name: ParameterName, config: InitConfig): Float32Array {
  const kind = name.split('.')[1];
  if (kind === 'bias') return constant(name, TUTORIAL_BIAS);
  if (kind === 'kernel') return truncatedNormal(name, kernelDeviation(name, config.kernelInit), config.seed);
  if (config.scaleInit === 'one-zero') return constant(name, kind === 'gamma' ? 1 : 0);
  return truncatedNormal(name, TUTORIAL_DEVIATION, config.seed);
}

/** He et al. 2015: deviation sqrt(2 / fan-in); Keras widens it so that it still holds after truncation. */
function kernelDeviation(name: ParameterName, init: RunConfig['kernelInit']): number {
  if (init === 'truncated-normal') return TUTORIAL_DEVIATION;
  return Math.sqrt(2 / fanIn(name)) / TRUNCATED_DEVIATION;
}

function constant(name: ParameterName, value: number): Float32Array {
  return new Float32Array(parameterSize(name)).fill(value);
}

/** Normal numbers cut at two sigma, as TensorFlow's `truncated_normal` draws them. */
function truncatedNormal(name: ParameterName, deviation: number, seed: number): Float32Array {
  const stream = streamSeed(seed, `weights:${name}`);
  const values = new Float32Array(parameterSize(name));
  for (let i = 0; i < values.length; i++) values[i] = deviation * truncatedNormalQuantile(uniform(i, stream));
  return values;
}

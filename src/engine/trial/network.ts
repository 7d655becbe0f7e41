/**
 * The network of a trial: made-up images and initial numbers by formulas, and what its first steps must come to. Nothing
 * of it is downloaded.
 *
 * `expected.json` was computed in float64 by a program in NumPy that shares no code with this project: convolutions as
 * products of unfolded images, a backward pass by hand that agrees with finite differences to nine digits, and the
 * formulas of this file. `losses` are those of the first steps, each before its update; `gradients` those of step 1, the
 * rms of each tensor and some of its entries, by their index.
 */
import type { LabelledBytes } from '../../data/types.ts';
import { hash32 } from '../../domain/hash.ts';
import {
  allParameterNames,
  CLASSES,
  type ParameterName,
  type Parameters,
  PIXELS,
  parameterNames,
  parameterSize,
} from '../../domain/network.ts';
import { batchNormalization } from '../../domain/normalization.ts';
import type { EngineConfig, ProbeResult } from '../engine.ts';
import expected from './expected.json';

/** As networks are trained: the article's batch, BN, dropout. So what is checked is what is timed, and what will train. */
export const trialConfig: EngineConfig = {
  normalization: batchNormalization('per-activation'),
  loss: 'softmax-cross-entropy',
  learningRate: 1e-3,
  batchSize: 50,
  keepProbability: 0.5,
  evaluationStatistics: 'batch',
  seed: 1,
};

/** Steps whose losses are known. */
export const TRIAL_STEPS = expected.losses.length;

/** |loss − expected| / expected, as for the golden traces. Half precision is twenty times as far off. */
const LOSS_TOLERANCE = 1e-4;
/**
 * |gradient − expected| in units of the tensor's rms. Of a million relus and windows a few are decided by the last digit,
 * and each is a hundredth of a sum of so many images.
 */
const GRADIENT_TOLERANCE = 2e-2;

/** Initial numbers, uniform and up to 0.1 around their middle: 1 for gammas, 0.1 for biases, 0 for all others. */
export function trialParameters(): Parameters {
  const parameters: Parameters = {};
  for (const name of parameterNames(trialConfig.normalization)) {
    const seed = 1000 + allParameterNames.indexOf(name);
    const middle = name.endsWith('gamma') ? 1 : name.endsWith('bias') ? 0.1 : 0;
    const values = new Float32Array(parameterSize(name));
    for (let i = 0; i < values.length; i++) values[i] = middle + ((2 * hash32(i, seed)) / 2 ** 32 - 1) * 0.1;
    parameters[name] = values;
  }
  return parameters;
}

/** The batch of a step: class k has its ink in rows 2k to 2k + 4, and every pixel has noise. */
export function trialBatch(step: number): LabelledBytes {
  const { batchSize } = trialConfig;
  const first = (step - 1) * batchSize;
  const labels = Uint8Array.from({ length: batchSize }, (_, i) => hash32(first + i, 1) % CLASSES);
  const images = new Uint8Array(batchSize * PIXELS);
  for (let i = 0; i < images.length; i++) {
    const top = 2 * labels[Math.floor(i / PIXELS)]!;
    const row = Math.floor((i % PIXELS) / 28);
    const ink = row >= top && row < top + 5 ? 160 : 0;
    images[i] = ink + (hash32(first * PIXELS + i, 2) % 96);
  }
  return { images, labels };
}

/** Whether a loss is the one of its step, which counts from 1. NaN is not. */
export function isLossRight(step: number, loss: number): boolean {
  const wanted = expected.losses[step - 1]!;
  return Math.abs(loss - wanted) <= LOSS_TOLERANCE * wanted;
}

/** Whether the gradients of step 1 are what they should be. */
export function areGradientsRight({ gradients }: Pick<ProbeResult, 'gradients'>): boolean {
  return (Object.keys(expected.gradients) as (ParameterName & keyof typeof expected.gradients)[]).every(
    (name) => {
      const { rms, at } = expected.gradients[name];
      const values = gradients[name];
      return at.every(
        ([index, wanted]) => Math.abs((values?.[index!] ?? Number.NaN) - wanted!) <= GRADIENT_TOLERANCE * rms,
      );
    },
  );
}

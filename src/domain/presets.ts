/**
 * The three settings that a visitor can start from: the article's, the paper's and today's usual ones.
 *
 * Article: a Japanese article of 2016 on TensorFlow's *Deep MNIST for Experts*. Paper: S. Ioffe and
 * C. Szegedy, *Batch Normalization*, 2015 (its Algorithm 2 for evaluation). Modern: what a Keras user
 * gets from the defaults.
 */
import type { Comparison } from './config.ts';

export const presetNames = ['article', 'paper', 'modern'] as const;
export type PresetName = (typeof presetNames)[number];

const common = {
  learningRate: 1e-3,
  batchSize: 50,
  keepProbability: 0.5,
  seed: 1,
  steps: 1000,
  evaluationInterval: 50,
  batchNorm: [false, true] as [boolean, boolean],
};

/** What each preset decides; all else is the visitor's choice and stays as it is. */
const choices = {
  article: {
    loss: 'double-softmax',
    batchNormStatistics: 'per-activation',
    scaleInit: 'truncated-normal',
    kernelInit: 'truncated-normal',
    evaluationStatistics: 'batch',
    dataOrder: 'file',
  },
  paper: {
    loss: 'softmax-cross-entropy',
    batchNormStatistics: 'per-feature-map',
    scaleInit: 'one-zero',
    kernelInit: 'truncated-normal',
    evaluationStatistics: 'population',
    dataOrder: 'shuffled',
  },
  modern: {
    loss: 'softmax-cross-entropy',
    batchNormStatistics: 'per-feature-map',
    scaleInit: 'one-zero',
    kernelInit: 'he-normal',
    evaluationStatistics: 'moving',
    dataOrder: 'shuffled',
  },
} as const satisfies Record<PresetName, Partial<Comparison>>;

/** A complete comparison in a preset's setting: 1E-3, BN off against on. */
export function presetComparison(name: PresetName): Comparison {
  return { ...common, ...choices[name] };
}

/** A comparison moved to a preset, keeping what presets leave open (learning rate, seed, steps, …). */
export function applyPreset(comparison: Comparison, name: PresetName): Comparison {
  return { ...comparison, ...choices[name] };
}

/** The preset whose choices a comparison makes, if there is one. */
export function matchingPreset(comparison: Comparison): PresetName | undefined {
  return presetNames.find((name) =>
    Object.entries(choices[name]).every(([key, value]) => comparison[key as keyof Comparison] === value),
  );
}

/**
 * What is to be seen inside a network at one moment of its training, on one batch with that batch's statistics, without
 * dropout and without noise. Nothing of the run is changed: it is given as a snapshot, and looked at on an engine of its own.
 *
 * θ are all trained parameters, g the gradient of the loss at θ, d a direction and a a step.
 */
import type { LabelledBytes } from '../data/types.ts';
import { histogramOf } from '../domain/histogram.ts';
import {
  type Ahead,
  kernelNames,
  type LaterLayer,
  type LayerLook,
  type Look,
  laterLayers,
  type StepAhead,
  stepFactors,
  type TensorLook,
} from '../domain/look.ts';
import {
  normalisedLayers,
  type ParameterName,
  type Parameters,
  parameterNamesOf,
} from '../domain/network.ts';
import type { Normalization } from '../domain/normalization.ts';
import { ADAM_EPSILON, adamStepSize, BETA_1, BETA_2 } from '../domain/optimizer.ts';
import type { ProbeResult, Snapshot } from '../engine/engine.ts';
import type { InspectableEngine } from '../engine/inspectable.ts';
import { activityOf, distributionOf } from './distribution.ts';
import { sampleOf } from './sample.ts';
import { cosineOf, distanceOf, moved, normOf, productsOf, turnOf } from './vectors.ts';

/** What is looked at: a run's snapshot, or the beginning of one. */
export type Looked = Pick<Snapshot, 'step' | 'parameters' | 'firstMoments' | 'secondMoments'>;

export interface InspectionPlan {
  /** What stands between a layer's sums and its relu. */
  normalization: Normalization;
  /** Adam's, of the step to come. */
  learningRate: number;
  /** Whether to look along the gradient and along the coming step, for the price of a dozen gradients. */
  ahead: boolean;
  /** Steps a along the gradient; without them, the multiples of the learning rate that are looked at along the update. */
  gradientSteps?: readonly number[];
}

/** `engine` is one for looking: what it has trained is lost. The batch has as many images as its configuration says. */
export async function inspect(
  engine: InspectableEngine,
  looked: Looked,
  batch: LabelledBytes,
  plan: InspectionPlan,
): Promise<Omit<Look, 'milliseconds'>> {
  const { parameters, step } = looked;
  const { learningRate } = plan;
  const here = await engine.gradientsAt(parameters, batch);
  const g = here.gradients;
  const update = adamDirection(looked, g);
  return {
    step,
    learningRate,
    loss: here.loss,
    saturation: here.saturation,
    gradientNorm: normOf(g),
    layers: await layersOf(engine, parameters, batch, plan.normalization),
    tensors: record(kernelNames, (name): TensorLook => {
      const products = productsOf(parameters[name]!, g[name]!, update[name]!);
      const { ww, gg, wg } = products;
      return {
        norm: Math.sqrt(ww),
        gradientNorm: Math.sqrt(gg),
        cosine: wg / Math.sqrt(ww * gg),
        turn: turnOf(products, learningRate),
      };
    }),
    ...(plan.ahead && { ahead: await lookAhead(engine, { parameters, update, here }, batch, plan) }),
  };
}

/**
 * What Adam's next step subtracts from each tensor for each unit of the learning rate, in TensorFlow 1's form:
 * √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε), with the averages m and v after the gradient was taken in.
 */
export function adamDirection(
  { step, firstMoments, secondMoments }: Pick<Snapshot, 'step' | 'firstMoments' | 'secondMoments'>,
  gradients: Parameters,
): Parameters {
  const size = adamStepSize(step + 1, 1);
  const direction: Parameters = {};
  for (const name of parameterNamesOf(gradients)) {
    const gradient = gradients[name]!;
    // Before the first step there are none.
    const first = firstMoments[name] ?? new Float32Array(gradient.length);
    const second = secondMoments[name] ?? new Float32Array(gradient.length);
    const d = new Float32Array(gradient.length);
    for (let i = 0; i < d.length; i++) {
      const g = gradient[i]!;
      const m = BETA_1 * first[i]! + (1 - BETA_1) * g;
      const v = BETA_2 * second[i]! + (1 - BETA_2) * g * g;
      d[i] = (size * m) / (Math.sqrt(v) + ADAM_EPSILON);
    }
    direction[name] = d;
  }
  return direction;
}

async function layersOf(
  engine: InspectableEngine,
  parameters: Parameters,
  batch: LabelledBytes,
  normalization: Normalization,
): Promise<Look['layers']> {
  const values = await engine.layersAt(parameters, batch);
  return record(normalisedLayers, (layer): LayerLook => {
    const { bins: _, ...before } = distributionOf(values[layer].before);
    const { bins, ...after } = distributionOf(values[layer].after);
    return {
      before,
      after,
      ...activityOf(values[layer]),
      histogram: histogramOf(bins),
      sample: sampleOf(layer, values[layer], normalization, parameters),
    };
  });
}

interface Here {
  parameters: Parameters;
  /** Adam's direction. */
  update: Parameters;
  here: Omit<ProbeResult, 'step'>;
}

async function lookAhead(
  engine: InspectableEngine,
  { parameters, update, here }: Here,
  batch: LabelledBytes,
  { learningRate, gradientSteps }: InspectionPlan,
): Promise<Ahead> {
  const g = here.gradients;
  const steps = stepFactors.map((factor) => factor * learningRate);
  const along = async (direction: Parameters, sizes: readonly number[]): Promise<StepAhead[]> => {
    const length = normOf(direction);
    const looks: StepAhead[] = [];
    for (const step of sizes) {
      const there = await engine.gradientsAt(moved(parameters, direction, step), batch);
      const gradientChange = distanceOf(there.gradients, g);
      looks.push({
        step,
        loss: there.loss,
        gradientChange,
        effectiveSmoothness: gradientChange / (step * length),
      });
    }
    return looks;
  };
  const gradient = await along(g, gradientSteps ?? steps);
  const ahead = await along(update, steps);
  const shift: Partial<Ahead['shift']> = {};
  for (const layer of laterLayers) {
    const earlier = parameterNamesOf(parameters).filter((name) => isBefore(name, layer));
    const there = await engine.gradientsAt(moved(parameters, update, learningRate, earlier), batch);
    const kernel: ParameterName = `${layer}.kernel`;
    const both = { [kernel]: g[kernel] };
    const moving = { [kernel]: there.gradients[kernel] };
    shift[layer] = { change: distanceOf(moving, both), cosine: cosineOf(moving, both, kernel) };
  }
  return { gradient, update: ahead, shift: shift as Ahead['shift'] };
}

const depth = ['conv1', 'conv2', 'fc1', 'fc2'];

function isBefore(name: ParameterName, layer: LaterLayer): boolean {
  return depth.indexOf(name.split('.')[0]!) < depth.indexOf(layer);
}

function record<K extends string, V>(keys: readonly K[], make: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, V>;
}

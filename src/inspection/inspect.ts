/**
 * What is to be seen inside a network at one moment of its training, on one batch with that batch's statistics, without
 * dropout and without noise. Nothing of the run is changed: it is given as a snapshot, and looked at on an engine of its own.
 *
 * θ are all trained parameters, g the gradient of the loss at θ, d a direction and a a step.
 */
import type { LabelledBytes } from '../data/types.ts';
import {
  type NormalisedLayer,
  normalisedLayers,
  type ParameterName,
  type Parameters,
  parameterNamesOf,
} from '../domain/network.ts';
import { ADAM_EPSILON, adamStepSize, BETA_1, BETA_2 } from '../domain/optimizer.ts';
import type { Snapshot } from '../engine/engine.ts';
import type { InspectableEngine } from '../engine/inspectable.ts';
import { activityOf, type Distribution, distributionOf } from './distribution.ts';
import { cosineOf, distanceOf, moved, normOf } from './vectors.ts';

/** Multiples of the learning rate that are looked at along a direction. */
const stepFactors = [0.5, 1, 2, 4] as const;

/** The kernels, whose scale a normalization takes away. */
export const kernels = ['conv1.kernel', 'conv2.kernel', 'fc1.kernel', 'fc2.kernel'] as const;
type KernelName = (typeof kernels)[number];
/** Layers with others before them. */
export const laterLayers = ['conv2', 'fc1', 'fc2'] as const;
type LaterLayer = (typeof laterLayers)[number];

interface LayerLook {
  /** What goes into the normalization; without one, before the bias is added. */
  before: Distribution;
  /** What comes out of it, which is what relu takes. */
  after: Distribution;
  deadUnits: number;
  activeShare: number;
}

/** The loss and the gradient at θ − a·d. */
export interface StepLook {
  /** a. */
  step: number;
  loss: number;
  /** ‖g(θ − a·d) − g(θ)‖ over all trained tensors. */
  gradientChange: number;
  /** That over a·‖d‖: effective β-smoothness (Santurkar et al. 2018). */
  effectiveSmoothness: number;
}

export interface Inspection {
  loss: number;
  /** Mean over the batch of the largest softmax probability. */
  saturation: number;
  layers: Record<NormalisedLayer, LayerLook>;
  /** Norms of each kernel and of its gradient, and the cosine of both: 0 before a normalization, but for epsilon. */
  tensors: Record<KernelName, { norm: number; gradientNorm: number; cosine: number }>;
  /** Over all trained tensors. */
  gradientNorm: number;
  along: { gradient: StepLook[]; update: StepLook[] };
  /**
   * How a layer's gradient changes when only the layers before it have made their step: norm of the difference, and cosine
   * (internal covariate shift as Santurkar et al. 2018 define it, definition 2.1).
   */
  shiftByEarlierLayers: Record<LaterLayer, { change: number; cosine: number }>;
}

export interface InspectionPlan {
  /** Adam's, of the step to come. */
  learningRate: number;
  /** Steps a along the gradient; without them, the multiples of the learning rate that are looked at along the update. */
  gradientSteps?: readonly number[];
}

/** `engine` is one for looking: what it has trained is lost. The batch has as many images as its configuration says. */
export async function inspect(
  engine: InspectableEngine,
  snapshot: Pick<Snapshot, 'step' | 'parameters' | 'firstMoments' | 'secondMoments'>,
  batch: LabelledBytes,
  { learningRate, gradientSteps }: InspectionPlan,
): Promise<Inspection> {
  const { parameters } = snapshot;
  const here = await engine.gradientsAt(parameters, batch);
  const g = here.gradients;
  const update = adamDirection(snapshot, g);
  const updateSteps = stepFactors.map((factor) => factor * learningRate);
  const along = async (direction: Parameters, steps: readonly number[]): Promise<StepLook[]> => {
    const length = normOf(direction);
    const looks: StepLook[] = [];
    for (const step of steps) {
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
  return {
    loss: here.loss,
    saturation: here.saturation,
    layers: await looksAt(engine, parameters, batch),
    tensors: record(kernels, (name) => ({
      norm: normOf(parameters, [name]),
      gradientNorm: normOf(g, [name]),
      cosine: cosineOf(parameters, g, name),
    })),
    gradientNorm: normOf(g),
    along: {
      gradient: await along(g, gradientSteps ?? updateSteps),
      update: await along(update, updateSteps),
    },
    shiftByEarlierLayers: await shifts(engine, { parameters, update, learningRate, g }, batch),
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
    const first = firstMoments[name];
    const second = secondMoments[name];
    direction[name] = gradients[name]!.map((g, i) => {
      const m = BETA_1 * (first?.[i] ?? 0) + (1 - BETA_1) * g;
      const v = BETA_2 * (second?.[i] ?? 0) + (1 - BETA_2) * g * g;
      return (size * m) / (Math.sqrt(v) + ADAM_EPSILON);
    });
  }
  return direction;
}

async function looksAt(
  engine: InspectableEngine,
  parameters: Parameters,
  batch: LabelledBytes,
): Promise<Inspection['layers']> {
  const values = await engine.layersAt(parameters, batch);
  return record(normalisedLayers, (layer) => ({
    before: distributionOf(values[layer].before),
    after: distributionOf(values[layer].after),
    ...activityOf(values[layer]),
  }));
}

async function shifts(
  engine: InspectableEngine,
  {
    parameters,
    update,
    learningRate,
    g,
  }: { parameters: Parameters; update: Parameters; learningRate: number; g: Parameters },
  batch: LabelledBytes,
): Promise<Inspection['shiftByEarlierLayers']> {
  const found: Partial<Inspection['shiftByEarlierLayers']> = {};
  for (const layer of laterLayers) {
    const earlier = parameterNamesOf(parameters).filter((name) => isBefore(name, layer));
    const there = await engine.gradientsAt(moved(parameters, update, learningRate, earlier), batch);
    const kernel: ParameterName = `${layer}.kernel`;
    const both = { [kernel]: g[kernel] };
    const moving = { [kernel]: there.gradients[kernel] };
    found[layer] = { change: distanceOf(moving, both), cosine: cosineOf(moving, both, kernel) };
  }
  return found as Inspection['shiftByEarlierLayers'];
}

const depth = ['conv1', 'conv2', 'fc1', 'fc2'];

function isBefore(name: ParameterName, layer: LaterLayer): boolean {
  return depth.indexOf(name.split('.')[0]!) < depth.indexOf(layer);
}

function record<K extends string, V>(keys: readonly K[], make: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, V>;
}

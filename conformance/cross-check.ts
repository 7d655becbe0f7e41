/**
 * Checks of an engine beyond the golden traces: its gradients against those of another engine, at batch sizes that fill
 * no block, and against finite differences of its own loss.
 */
import type { LabelledBytes } from '../src/data/types.ts';
import { BatchOrder } from '../src/domain/batches.ts';
import type { RunConfig } from '../src/domain/config.ts';
import { initialParameters } from '../src/domain/initial-parameters.ts';
import { type ParameterName, type Parameters, parameterNames } from '../src/domain/network.ts';
import { NO_NORMALIZATION, type Normalization } from '../src/domain/normalization.ts';
import { presetRun } from '../src/domain/presets.ts';
import type { Engine, ProbeResult, StepResult } from '../src/engine/engine.ts';
import { ContextLost } from '../src/engine/webgl-context.ts';
import type { MakeEngine, TrainingRows } from './replay.ts';

/** At one batch size another epsilon than that of the golden traces. */
const WITH_EPSILON = { batchSize: 13, epsilon: 1e-3 };

/** A network whose gradients are of everyday size: stable loss, He normal kernels, no dropout. */
function configOf(normalization: Normalization, batchSize: number): RunConfig {
  const everyday = { keepProbability: 1, evaluationStatistics: 'batch' } as const;
  const epsilon = batchSize === WITH_EPSILON.batchSize ? WITH_EPSILON.epsilon : undefined;
  return { ...presetRun('modern'), ...everyday, ...(epsilon && { epsilon }), normalization, batchSize };
}

/** Losses of the first steps of the article's run. */
export async function firstLosses(
  normalization: Normalization,
  learningRate: number,
  steps: number,
  makeEngine: MakeEngine,
  trainingRows: TrainingRows,
): Promise<number[]> {
  const config = { ...presetRun('article'), normalization, learningRate };
  const engine = await makeEngine(config, initialParameters(config));
  const order = new BatchOrder(config);
  try {
    const losses: number[] = [];
    const add = (results: readonly StepResult[]) => losses.push(...results.map(({ loss }) => loss));
    for (let step = 1; step <= steps; step++)
      add(await engine.train(await trainingRows([...order.rows(step)])));
    add(await engine.settle());
    return losses;
  } finally {
    engine.dispose();
  }
}

/** Takes an engine's context away while it trains, and gives what the engine says of it, at once and when it is asked. */
export async function loseContext(
  gl: WebGL2RenderingContext,
  makeEngine: MakeEngine,
  trainingRows: TrainingRows,
): Promise<string[]> {
  const config = configOf(NO_NORMALIZATION, 2);
  const engine = await makeEngine(config, initialParameters(config));
  const batch = await trainingRows(rowsFrom(5_000, 2));
  await engine.train(batch);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  const said = (error: unknown) => (error instanceof ContextLost ? error.code : String(error));
  const noticed = await engine.lost.catch(said);
  // Nor does it wait forever for a card that is gone.
  const train = engine.train(batch).then(() => 'It went on.', said);
  const settle = engine.settle().then(() => 'It settled.', said);
  const answers = [noticed, await train, await settle];
  engine.dispose();
  return answers;
}

/** Largest relative difference of two engines' losses that rounding may explain. */
export const LOSS_TOLERANCE = 0.01;

/**
 * Initial parameters without betas of 0: where a blank corner of the images is normalised to 0, its relu would stand
 * on its kink, and the loss would have no gradient there.
 */
function startOf(config: RunConfig): Parameters {
  const parameters = initialParameters(config);
  for (const [name, values] of Object.entries(parameters))
    if (name.endsWith('.beta'))
      values.forEach((_, i) => {
        values[i] = i % 2 === 0 ? 0.1 : -0.1;
      });
  return parameters;
}

export function rowsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

/** One training step with all it computes. */
export async function probeOnce(
  normalization: Normalization,
  batchSize: number,
  makeEngine: MakeEngine,
  trainingRows: TrainingRows,
): Promise<ProbeResult> {
  const config = configOf(normalization, batchSize);
  const engine = await makeEngine(config, startOf(config));
  try {
    return await engine.probe(await trainingRows(rowsFrom(5_000, batchSize)));
  } finally {
    engine.dispose();
  }
}

/** How far two engines are apart. */
export interface Distance {
  /** Relative. */
  loss: number;
  /** Largest difference of a logit. */
  logit: number;
  /** Largest over the tensors: rms of the difference in units of the gradient's rms. */
  gradient: number;
}

/**
 * A relu or a pool may fall the other way for a value within rounding; one such gradient among many is allowed. Between
 * right engines, tfjs's operations on its two backends among them, it has moved a tensor by as much as 7.3e-3.
 */
export const distanceTolerances: Distance = { loss: 1e-5, logit: 1e-3, gradient: 1e-2 };

export function distance(a: ProbeResult, b: ProbeResult): Distance {
  let gradient = 0;
  for (const [name, values] of Object.entries(a.gradients) as [ParameterName, Float32Array][]) {
    const others = b.gradients[name]!;
    const apart = rms(values.map((value, i) => value - others[i]!));
    // Gradients that are zero but for rounding, as BN's over a single image, have no rms to compare with.
    gradient = Math.max(gradient, apart / Math.max(rms(values), 1e-6));
  }
  const logit = largestDifference(a.logits, b.logits);
  return { loss: Math.abs(a.loss - b.loss) / Math.abs(a.loss), logit, gradient };
}

/** NaN where a value is not a number. */
export function largestDifference(a: Float32Array, b: Float32Array): number {
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
}

/** Largest relative error that a finite difference may have: its own curvature and rounding are in it. */
export const DIFFERENCE_TOLERANCE = 0.01;

/**
 * Relative error of each tensor's gradient against a central difference of the loss along it. All kernels of the way
 * forward and back take part in it.
 */
export async function finiteDifferences(
  normalization: Normalization,
  batchSize: number,
  makeEngine: MakeEngine,
  trainingRows: TrainingRows,
): Promise<Partial<Record<ParameterName, number>>> {
  const config = configOf(normalization, batchSize);
  const initial = startOf(config);
  const batch = await trainingRows(rowsFrom(5_000, batchSize));
  const engine = await makeEngine(config, initial);
  try {
    const start = await engine.snapshot();
    const { gradients } = await engine.probe(batch);
    const errors: Partial<Record<ParameterName, number>> = {};
    for (const name of parameterNames(normalization)) {
      const gradient = gradients[name]!;
      const length = norm(gradient);
      // A change of the loss that float32 shows well, but not so far that a straight line would be wrong.
      const reach = 0.0005 * Math.min(1 / length, Math.max(1, norm(initial[name]!)));
      const lossAt = (sign: 1 | -1) => {
        const moved = initial[name]!.map((value, i) => value + (sign * reach * gradient[i]!) / length);
        engine.restore({ ...start, parameters: { ...start.parameters, [name]: moved } });
        return lossOf(engine, batch);
      };
      const slope = ((await lossAt(1)) - (await lossAt(-1))) / (2 * reach);
      errors[name] = Math.abs(slope / length - 1);
    }
    return errors;
  } finally {
    engine.dispose();
  }
}

async function lossOf(engine: Engine, batch: LabelledBytes): Promise<number> {
  const results = [...(await engine.train(batch)), ...(await engine.settle())];
  return results.at(-1)!.loss;
}

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function rms(values: Float32Array): number {
  return norm(values) / Math.sqrt(values.length);
}

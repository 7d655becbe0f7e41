/** Replays a golden trace on an engine and measures how far the two are apart. */
import type { LabelledBytes } from '../src/data/types.ts';
import type { ParameterName, Parameters } from '../src/domain/network.ts';
import type { Engine, EngineConfig } from '../src/engine/engine.ts';
import { engineConfigOf, goldenParameters, type Trace } from './trace.ts';

/** The largest errors over a trace. */
export interface Errors {
  /** |loss − golden| / |golden|, over all steps. */
  loss: number;
  /** |gradient − golden| in units of the tensor's rms, over the entries of step 1. */
  gradient: number;
  /** |logit − golden|, over step 1. */
  logit: number;
  /** |rms − golden| / golden of trained tensors, over all steps. */
  parameter: number;
  /** Steps whose number of hits differs. */
  correct: number;
}

/** An engine passes when no error is above these; golden/README.md. */
export const tolerances: Errors = { loss: 1e-4, gradient: 1e-3, logit: 1e-3, parameter: 1e-3, correct: 0 };

export function passes(errors: Errors): boolean {
  // Written so that a NaN fails.
  return (Object.keys(tolerances) as (keyof Errors)[]).every((name) => errors[name] <= tolerances[name]);
}

export type MakeEngine = (config: EngineConfig, initial: Parameters) => Promise<Engine>;
/** Gives rows of the training file. */
export type TrainingRows = (rows: number[]) => Promise<LabelledBytes>;

export async function replay(
  trace: Trace,
  makeEngine: MakeEngine,
  trainingRows: TrainingRows,
): Promise<Errors> {
  const { size, firstRow } = trace.batch;
  const engine = await makeEngine(engineConfigOf(trace), goldenParameters(trace));
  try {
    const errors: Errors = { loss: 0, gradient: 0, logit: 0, parameter: 0, correct: 0 };
    for (const [index, golden] of trace.trace.entries()) {
      const rows = Array.from({ length: size }, (_, i) => firstRow + index * size + i);
      const result = await engine.probe(await trainingRows(rows));
      errors.loss = worst(errors.loss, relative(result.loss, golden.loss));
      if (result.correct !== golden.correct) errors.correct++;
      for (const [i, logit] of (golden.logits ?? []).flat().entries())
        errors.logit = worst(errors.logit, Math.abs(result.logits[i]! - logit));
      for (const [name, { rms, at }] of entriesOf(golden.gradients)) {
        const values = present(result.gradients, name);
        for (const [i, value] of at ?? [])
          errors.gradient = worst(errors.gradient, Math.abs(values[i]! - value) / rms);
      }
      const { parameters } = await engine.snapshot();
      for (const [name, { rms }] of entriesOf(golden.parameters))
        errors.parameter = worst(errors.parameter, relative(rootMeanSquare(present(parameters, name)), rms));
    }
    return errors;
  } finally {
    engine.dispose();
  }
}

function entriesOf<T>(record: Partial<Record<ParameterName, T>>): [ParameterName, T][] {
  return Object.entries(record) as [ParameterName, T][];
}

function present(values: Parameters, name: ParameterName): Float32Array {
  const tensor = values[name];
  if (!tensor) throw new Error(`The engine has no ${name}.`);
  return tensor;
}

export function relative(value: number, golden: number): number {
  return Math.abs(value - golden) / Math.abs(golden);
}

/** The larger error; NaN is the largest of all and stays. */
function worst(a: number, b: number): number {
  return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Math.max(a, b);
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

/** Checks of what an engine predicts, with each kind of statistics, and of its snapshots. */
import type { RunConfig } from '../src/domain/config.ts';
import { initialParameters } from '../src/domain/initial-parameters.ts';
import type { Normalization } from '../src/domain/normalization.ts';
import { presetRun } from '../src/domain/presets.ts';
import type { Engine } from '../src/engine/engine.ts';
import { rowsFrom } from './cross-check.ts';
import type { MakeEngine, TrainingRows } from './replay.ts';

const BATCH_SIZE = 7;
const STEPS = 3;
const CALIBRATION_BATCHES = 3;
/** Another size than that of training, as on the page. */
const PREDICTED = 50;

/** Logits of a network after some steps, and of another that was restored from its snapshot. */
export interface Predictions {
  logits: Float32Array;
  restored: Float32Array;
}

export type EvaluationStatistics = RunConfig['evaluationStatistics'];

export async function predictAfterTraining(
  normalization: Normalization,
  evaluationStatistics: EvaluationStatistics,
  makeEngine: MakeEngine,
  trainingRows: TrainingRows,
): Promise<Predictions> {
  const config = {
    ...presetRun('modern'),
    normalization,
    batchSize: BATCH_SIZE,
    evaluationStatistics,
    // The steps are there for the statistics. Adam turns the sign of a gradient's rounding into a whole step.
    learningRate: 1e-6,
    // Not those of the presets, which training has already.
    momentum: 0.7,
    runningVariance: 'unbiased' as const,
  };
  const rows = (first: number, count: number) => trainingRows(rowsFrom(first, count));
  const predict = async (engine: Engine) => {
    const batches = [];
    for (let i = 0; i < CALIBRATION_BATCHES; i++) batches.push(await rows(6_000 + 100 * i, BATCH_SIZE));
    await engine.calibrate(batches);
    return engine.predict(await rows(7_000, PREDICTED));
  };
  const engine = await makeEngine(config, initialParameters(config));
  let fresh: Engine | undefined;
  try {
    for (let step = 0; step < STEPS; step++) await engine.train(await rows(5_000 + 100 * step, BATCH_SIZE));
    await engine.settle();
    const logits = await predict(engine);
    fresh = await makeEngine(config, initialParameters({ ...config, seed: config.seed + 1 }));
    fresh.restore(await engine.snapshot());
    return { logits, restored: await predict(fresh) };
  } finally {
    fresh?.dispose();
    engine.dispose();
  }
}

/** The comparison as a plain value for files and scripts. */
import type { RunConfig } from '../domain/config.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { EngineName } from '../engine/engine.ts';
import type { LabState, RunView } from './state.ts';

interface ExportedSeries {
  steps: number[];
  /** A value that is not a number is null, as JSON has no NaN. */
  values: (number | null)[];
}

interface ExportedRun {
  config: RunConfig;
  verdict: Verdict;
  /** Of the last evaluation, in [0, 1]. */
  testAccuracy: number | null;
  finalLoss: number | null;
  millisecondsPerStep: number | null;
  series: { loss: ExportedSeries; testAccuracy: ExportedSeries };
}

export interface ExportedComparison {
  engine: EngineName | null;
  /** Run A first. */
  runs: ExportedRun[];
}

export function exportComparison({ engine, runs }: LabState): ExportedComparison {
  return { engine: engine?.engine ?? null, runs: runs.map(exportRun) };
}

function exportRun({ record }: RunView): ExportedRun {
  const { verdict, accuracy, loss, millisecondsPerStep } = record.summary;
  return {
    config: record.config,
    verdict,
    testAccuracy: numberOrNull(accuracy?.value),
    finalLoss: numberOrNull(loss),
    millisecondsPerStep: numberOrNull(millisecondsPerStep),
    series: { loss: exportSeries(record.loss.points), testAccuracy: exportSeries(record.accuracy.points) },
  };
}

function exportSeries({ steps, values }: { steps: Float64Array; values: Float64Array }): ExportedSeries {
  return { steps: Array.from(steps), values: Array.from(values, numberOrNull) };
}

function numberOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

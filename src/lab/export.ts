/** The comparison as a plain value for files and scripts. */
import { type RunResult, resultOf } from '../domain/run-result.ts';
import type { EngineName } from '../engine/engine.ts';
import type { LabState } from './comparison/state.ts';

export interface ExportedComparison {
  engine: EngineName | null;
  /** One for each arm, A first. */
  runs: RunResult[];
}

export function exportComparison({ engine, runs }: LabState): ExportedComparison {
  return { engine: engine?.engine ?? null, runs: runs.map((run) => resultOf(run.record)) };
}

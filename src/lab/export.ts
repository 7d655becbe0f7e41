/** The comparison as a plain value for files and scripts. */
import { type RunResult, resultOf } from '../domain/run-result.ts';
import type { EngineName } from '../engine/engine.ts';
import type { LabState } from './comparison/state.ts';

export interface ExportedComparison {
  /** Of run A; all runs have the same, unless a worker could not start it. */
  engine: EngineName | null;
  /** One for each arm, A first. */
  runs: (RunResult & { engine: EngineName | null })[];
}

export function exportComparison({ runs }: LabState): ExportedComparison {
  const exported = runs.map(({ record, engine }) => ({ ...resultOf(record), engine: engine ?? null }));
  return { engine: exported[0]?.engine ?? null, runs: exported };
}

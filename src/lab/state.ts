/** What the page shows of the lab: one small immutable value; the curves are read from the records. */
import type { DataState } from '../data/data-loader.ts';
import type { Comparison } from '../domain/config.ts';
import type { RunRecord, RunSummary } from '../domain/run-record.ts';
import type { EngineChoice, EngineDecision } from '../engine/choose.ts';

/**
 * `idle`: nothing was trained yet; `starting`: wanted, but data or engines are not ready; `pausing`: both
 * runs are on their way to one step.
 */
type Status = 'idle' | 'starting' | 'running' | 'pausing' | 'paused' | 'finished';

export interface RunView {
  record: RunRecord;
  summary: RunSummary;
  /** Images looked at in an evaluation under way. */
  evaluating?: { done: number; total: number };
  ended: boolean;
  /** Why the run cannot go on, when something broke. */
  error?: string;
}

/** A change that made both runs start again. */
export interface Restart {
  /** Name of the setting that was changed. */
  setting: keyof Comparison | 'engine' | 'preset';
}

export interface LabState {
  comparison: Comparison;
  engineChoice: EngineChoice;
  /** The engine that trains, once it is known. */
  /** `warmUp`: milliseconds until its network was ready. */
  engine?: EngineDecision & { warmUp: number; renderer?: string };
  status: Status;
  data: DataState;
  runs: [RunView, RunView];
  restart?: Restart;
  /** Milliseconds that all live steps still take, once steps were timed. */
  millisecondsLeft?: number;
}

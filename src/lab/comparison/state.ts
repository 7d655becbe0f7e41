/** What the page shows of the lab: one immutable value; the curves are read from the records. */
import type { DataState } from '../../data/data-loader.ts';
import type { Comparison } from '../../domain/comparison.ts';
import type { RunRecord, RunSummary } from '../../domain/run-record.ts';
import type { EngineChoice } from '../../engine/choose.ts';
import type { EngineName } from '../../engine/engine.ts';
import type { StorageFailure } from '../../storage/failure.ts';
import type { ArmState, EngineInfo, Restart, Status } from './model.ts';

/** One arm's run. */
export interface RunView
  extends Pick<
    ArmState,
    'ended' | 'diverged' | 'evaluating' | 'engine' | 'problem' | 'checkpoints' | 'failures'
  > {
  record: RunRecord;
  /** Of the record, when this was made. */
  version: number;
  summary: RunSummary;
}

export interface PreviousRuns {
  comparison: Comparison;
  runs: readonly RunView[];
}

export interface LabState {
  comparison: Comparison;
  engineChoice: EngineChoice;
  /** The engine that trains, once it is known. */
  engine?: EngineInfo;
  /** The engine of the next run, where that is another. */
  nextEngine?: EngineName;
  status: Status;
  data: DataState;
  /** One for each arm, A first. */
  runs: readonly RunView[];
  /** The furthest step that any of the runs may have made: what is changed holds from the next one on. */
  granted: number;
  /** Steps between two looks inside, where there are any. */
  looking?: number;
  /** Why no more looks inside will come, where whoever looks has failed. */
  blind?: string;
  /** The runs were brought back; there are no networks behind them. */
  isHollow: boolean;
  /** Why no more checkpoints are kept. */
  unkept?: StorageFailure;
  restart?: Restart;
  /** Whether a learning rate could not be moved, as its schedule has no room for one more change. */
  isFull: boolean;
  /** Finished runs that the present ones replaced; they can be brought back until these have ended. */
  previous?: PreviousRuns;
  /** Milliseconds that all live steps still take, once steps were timed. */
  millisecondsLeft?: number;
}

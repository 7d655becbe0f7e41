/** Which runs a page shows of a cell: those measured here or, until there are any, the recorded ones. */
import { configKey, type RunConfig } from '../../domain/config.ts';
import { seedsIn } from '../../domain/recordings.ts';
import type { RunResult } from '../../domain/run-result.ts';
import { useQueue, useRecorded } from '../../lab/instance.ts';
import type { MeasuredRun } from '../../lab/queue/run-queue.ts';
import type { RecordedRun } from '../../lab/recorded.ts';
import type { TrainedRun } from '../shared/picture-words.ts';

/** With what is known of where it was trained. */
export type ShownRun = RunResult & TrainedRun;

export interface ShownRuns {
  source: 'here' | 'recorded';
  runs: readonly ShownRun[];
}

/** Gives the runs of configurations that were measured here, and those that were recorded. */
export function useRuns(): {
  measured: (configs: readonly RunConfig[]) => MeasuredRun[];
  recorded: (configs: readonly RunConfig[]) => RecordedRun[];
} {
  const results = useQueue((state) => state.results);
  const recordings = useRecorded((state) => state.runs);
  return {
    measured: (configs) => configs.flatMap((config) => results.get(configKey(config)) ?? []),
    recorded: (configs) =>
      configs.flatMap((config) =>
        seedsIn(recordings, config).filter((run) => run.config.seed === config.seed),
      ),
  };
}

/** Those measured here if there are any. */
export function shownOf(measured: readonly ShownRun[], recorded: readonly ShownRun[]): ShownRuns {
  return measured.length > 0 ? { source: 'here', runs: measured } : { source: 'recorded', runs: recorded };
}

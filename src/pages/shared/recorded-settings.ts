/** The recorded runs of each arm's setting, one for each seed, A first. */
import { useMemo } from 'react';
import { comparisonRuns } from '../../domain/comparison.ts';
import { configKey } from '../../domain/config.ts';
import { seedsOf } from '../../domain/experiments.ts';
import { useLab, useRecorded } from '../../lab/instance.ts';
import type { RecordedRun } from '../../lab/recorded.ts';

/** Found anew only when the settings or the recordings change: a look for twenty seeds an arm costs as much as a repaint. */
export function useRecordedSettings(): RecordedRun[][] {
  const comparison = useLab((state) => state.comparison);
  const recordings = useRecorded((state) => state.runs);
  return useMemo(
    () =>
      comparisonRuns(comparison).map((config) =>
        seedsOf(config).flatMap((other) => recordings.get(configKey(other)) ?? []),
      ),
    [comparison, recordings],
  );
}

/** The recorded runs of each arm's setting, one for each seed, A first. */
import { useMemo } from 'react';
import { comparisonRuns } from '../../domain/comparison.ts';
import { seedsIn } from '../../domain/recordings.ts';
import { useLab, useRecorded } from '../../lab/instance.ts';
import type { RecordedRun } from '../../lab/recorded.ts';

export function useRecordedSettings(): (readonly RecordedRun[])[] {
  const comparison = useLab((state) => state.comparison);
  const recordings = useRecorded((state) => state.runs);
  return useMemo(
    () => comparisonRuns(comparison).map((config) => seedsIn(recordings, config)),
    [comparison, recordings],
  );
}

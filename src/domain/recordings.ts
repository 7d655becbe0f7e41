/**
 * Recorded runs, found by their settings: the seeds of one setting together, as all that is shown of them is a median, a
 * range or a count. One key for a setting instead of one for each seed: pages look for hundreds of runs in a frame.
 */
import { type RunConfig, settingKey } from './config.ts';

/** By `settingKey`; those of one setting by ascending seed. */
export type Recordings<Run> = ReadonlyMap<string, readonly Run[]>;

/** All seeds of a run's setting, whatever its own. */
export function seedsIn<Run>(recordings: Recordings<Run>, config: RunConfig): readonly Run[] {
  return recordings.get(settingKey(config)) ?? [];
}

/** With more runs; one that is there already gives way to the new one. */
export function withRuns<Run extends { config: RunConfig }>(
  recordings: Recordings<Run>,
  runs: readonly Run[],
): Recordings<Run> {
  const all = new Map(recordings);
  for (const run of runs) {
    const key = settingKey(run.config);
    const others = (all.get(key) ?? []).filter(({ config }) => config.seed !== run.config.seed);
    all.set(
      key,
      [...others, run].sort((a, b) => a.config.seed - b.config.seed),
    );
  }
  return all;
}

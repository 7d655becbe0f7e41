/** Which of the recorded comparisons is open: a setting, and two or four networks in it. */
import type { Comparison } from '../../domain/comparison.ts';
import { comparisonRuns } from '../../domain/comparison.ts';
import type { RunConfig } from '../../domain/config.ts';
import {
  type InsidePreset,
  insideComparison,
  insidePresets,
  insideRecordingOf,
} from '../../domain/experiments.ts';

export const networkCounts = [2, 4] as const;
type NetworkCount = (typeof networkCounts)[number];

export interface RecordedChoice {
  preset: InsidePreset;
  networks: NetworkCount;
}

/** The first two are the network without and with BN. */
export function recordedComparison({ preset, networks }: RecordedChoice): Comparison {
  const comparison = insideComparison(preset);
  return { ...comparison, arms: comparison.arms.slice(0, networks) };
}

/** What is open; undefined where these are no recorded networks, or another choice of them. */
export function recordedChoiceOf(configs: readonly RunConfig[]): RecordedChoice | undefined {
  const names = namesOf(configs);
  return insidePresets
    .flatMap((preset) => networkCounts.map((networks) => ({ preset, networks })))
    .find((choice) => namesOf(comparisonRuns(recordedComparison(choice))) === names);
}

function namesOf(configs: readonly RunConfig[]): string {
  return configs.map((config) => insideRecordingOf(config) ?? '–').join(' ');
}

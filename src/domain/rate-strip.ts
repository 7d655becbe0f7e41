/** What is known of a network at each recorded learning rate: from the sweep of its preset. */
import { keyOf, type RunConfig } from './config.ts';
import {
  type ArmName,
  armNames,
  SWEEP_STEPS,
  sweepName,
  sweepPresets,
  sweepRates,
  sweepRuns,
} from './experiments.ts';
import type { PresetName } from './presets.ts';
import { type Recordings, seedsIn } from './recordings.ts';
import type { RunResult } from './run-result.ts';
import { medianRun } from './seeds.ts';
import { centreOf, hasFailed, spreadOf, USABLE_ACCURACY } from './statistics.ts';

/** One learning rate of one network. */
export interface StripCell {
  learningRate: number;
  /** Median test accuracy over the seeds, in [0, 1]; none where too few were recorded. */
  accuracy: number | undefined;
  /** Whether the median reaches `USABLE_ACCURACY`. */
  isUsable: boolean;
  /** Whether the median seed never learned: one answer to everything, or NaN. */
  hasFailed: boolean;
  /** How many seeds never learned. */
  failed: number;
  seeds: number;
}

/** A network that was swept. */
export interface Swept {
  preset: PresetName;
  arm: ArmName;
}

/** The recorded sweep of a network: one that differs in nothing but rate, seed and how long it is trained. */
export function sweptAs(config: RunConfig): Swept | undefined {
  const key = networkKey(config);
  for (const preset of sweepPresets)
    for (const arm of armNames) {
      const [first] = sweepRuns(
        preset,
        { learningRate: sweepRates[0]!, arm },
        { seeds: 1, steps: SWEEP_STEPS },
      );
      if (networkKey(first!) === key) return { preset, arm };
    }
  return undefined;
}

/** Names of the recordings that tell of these networks. */
export function stripRecordings(configs: readonly RunConfig[]): string[] {
  const names = configs.flatMap((config) => {
    const swept = sweptAs(config);
    return swept ? [sweepName(swept.preset, swept.arm)] : [];
  });
  return [...new Set(names)];
}

/** The cells of a swept network, by ascending rate. */
export function stripOf({ preset, arm }: Swept, recordings: Recordings<RunResult>): StripCell[] {
  return sweepRates.map((learningRate) => {
    const [config] = sweepRuns(preset, { learningRate, arm }, { seeds: 1, steps: SWEEP_STEPS });
    const runs = seedsIn(recordings, config!);
    const accuracy = centreOf(spreadOf(runs.map(({ testAccuracy }) => testAccuracy ?? Number.NaN)));
    const median = medianRun(runs);
    return {
      learningRate,
      accuracy,
      isUsable: accuracy !== undefined && accuracy >= USABLE_ACCURACY,
      hasFailed: median !== undefined && hasFailed(median.verdict),
      failed: runs.filter(({ verdict }) => hasFailed(verdict)).length,
      seeds: runs.length,
    };
  });
}

function networkKey({
  learningRate: _l,
  seed: _s,
  steps: _n,
  evaluationInterval: _e,
  ...network
}: RunConfig) {
  return keyOf(network);
}

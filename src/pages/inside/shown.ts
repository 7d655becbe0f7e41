/** What the page shows: networks with the looks into them, measured here or recorded. */

import type { Seen, SeenArm } from '../../domain/claims/seen.ts';
import type { RunConfig } from '../../domain/config.ts';
import type { Look } from '../../domain/look.ts';
import type { RecordedRun } from '../../lab/recorded.ts';
import { nearestStep } from '../../ui/panels/place.ts';

/** One network, as the page shows it. */
export interface ShownArm extends SeenArm {
  /** Its letter. */
  name: string;
  /** What it is. */
  label: string;
  colour: string;
  dash?: string;
  config: RunConfig;
  /** The run whose looks are shown, where it was recorded. */
  recorded?: RecordedRun;
  /** The seed whose looks are shown. */
  shown: Seen;
}

/** The look nearest to a step, or the newest. */
export function lookAt(looks: readonly Look[], step: number | undefined): Look | undefined {
  return nearestStep(looks, step);
}

/** Of the looks that go ahead, which are fewer, the nearest to a step. */
export function lookAheadAt(looks: readonly Look[], step: number | undefined): Look | undefined {
  return nearestStep(
    looks.filter(({ ahead }) => ahead !== undefined),
    step,
  );
}

/** Steps after which any of the networks was looked into, ascending. */
export function stepsOf(arms: readonly ShownArm[]): number[] {
  return [...new Set(arms.flatMap(({ shown }) => shown.looks.map(({ step }) => step)))].sort((a, b) => a - b);
}

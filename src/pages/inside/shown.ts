/** What the page shows: networks with the looks into them, measured here or recorded. */

import type { Seen, SeenArm } from '../../domain/claims/seen.ts';
import type { RunConfig } from '../../domain/config.ts';
import type { Look } from '../../domain/look.ts';

/** One network, as the page shows it. */
export interface ShownArm extends SeenArm {
  /** Its letter. */
  name: string;
  /** What it is. */
  label: string;
  colour: string;
  dash?: string;
  config: RunConfig;
  /** The seed whose looks are shown. */
  shown: Seen;
}

/** The last look up to a step, or the newest. */
export function lookAt(looks: readonly Look[], step: number | undefined): Look | undefined {
  return step === undefined ? looks.at(-1) : looks.findLast((look) => look.step <= step);
}

/** The last look up to a step that goes ahead. */
export function lookAheadAt(looks: readonly Look[], step: number | undefined): Look | undefined {
  return looks.findLast((look) => look.ahead !== undefined && (step === undefined || look.step <= step));
}

/** Steps after which any of the networks was looked into, ascending. */
export function stepsOf(arms: readonly ShownArm[]): number[] {
  return [...new Set(arms.flatMap(({ shown }) => shown.looks.map(({ step }) => step)))].sort((a, b) => a - b);
}

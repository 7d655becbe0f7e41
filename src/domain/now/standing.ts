/** How a run of a comparison stands: what the line "Now" is decided from. */
import type { RunConfig } from '../config.ts';
import type { Points } from '../points.ts';
import type { RunRecord } from '../run-record.ts';
import type { Evaluation, Verdict } from '../verdict.ts';

export interface Standing {
  config: RunConfig;
  verdict: Verdict;
  /** Steps made. */
  step: number;
  /** Test accuracy at each look, in [0, 1]. */
  accuracy: Points;
  /** Mean largest softmax probability of each step's batch. */
  saturation: Points;
  /** For each of `milestones` the first step at which a look reached it. */
  milestoneSteps: readonly (number | undefined)[];
  /** The last look at test images. */
  last?: Evaluation;
  /** It could not go on, for a reason outside of its numbers: nothing is concluded from where it stopped. */
  broken: boolean;
}

/** How a record stands now. Its curves are views: what is decided from them must be decided at once. */
export function standingOf(record: RunRecord, broken = false): Standing {
  const { verdict, step, milestoneSteps } = record.summary;
  const last = record.lastEvaluation;
  return {
    config: record.config,
    verdict,
    step,
    accuracy: record.series.testAccuracy.points,
    saturation: record.series.saturation.points,
    milestoneSteps,
    ...(last && { last }),
    broken,
  };
}

/** A run by its place in the comparison, A first. */
export interface Placed {
  arm: number;
  standing: Standing;
}

/** The runs that something can be concluded from. */
export function soundRuns(standings: readonly Standing[]): Placed[] {
  return standings.map((standing, arm) => ({ arm, standing })).filter(({ standing }) => !standing.broken);
}

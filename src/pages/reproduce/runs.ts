/** The runs that the Reproduce page shows. */
import {
  ARTICLE_STEPS,
  type ArmName,
  type Cell,
  type LossVariant,
  MOST_SEEDS,
  reproductionName,
  reproductionRuns,
} from '../../domain/experiments.ts';
import { useLab } from '../../lab/instance.ts';
import type { MeasuredRun } from '../../lab/queue/run-queue.ts';
import type { RecordedRun } from '../../lab/recorded.ts';
import type { RunsByArm } from '../many/band-curves.ts';
import { shownOf, useRuns } from '../many/shown-runs.ts';
import { cells, useReproduce } from './state.ts';

export interface CellRuns {
  measured: MeasuredRun[];
  recorded: RecordedRun[];
}

/** Gives the runs of a cell of the table, for the loss and the steps that were chosen. */
export function useCellRuns(): (cell: Cell) => CellRuns {
  const { variant, steps } = useReproduce();
  const { measured, recorded } = useRuns();
  const { data } = useLab(({ comparison }) => comparison.shared);
  const configs = (cell: Cell, ofSteps: number) =>
    reproductionRuns(variant, cell, { seeds: MOST_SEEDS, steps: ofSteps, data });
  return (cell) => ({
    measured: measured(configs(cell, steps)),
    recorded: recorded(configs(cell, ARTICLE_STEPS)),
  });
}

/** All networks at one learning rate. */
export function runsAt(runsOf: (cell: Cell) => CellRuns, learningRate: number): RunsByArm {
  const shown = (arm: ArmName) => {
    const { measured, recorded } = runsOf({ learningRate, arm });
    return shownOf(measured, recorded);
  };
  return { none: shown('none'), batch: shown('batch') };
}

/** Files with the recorded runs of a loss, at all rates of the table. */
export function recordingNames(variant: LossVariant): string[] {
  return cells.map((cell) => reproductionName(variant, cell));
}

/** What became of the runs of a cell, in words. */
import type { RunResult } from '../../domain/run-result.ts';
import { countVerdicts, spreadOf } from '../../domain/statistics.ts';
import type { Text } from '../../text/text.ts';
import { percent } from '../../ui/format.ts';

/** Test accuracies of the runs that have one. */
export function accuraciesOf(runs: readonly RunResult[]): number[] {
  return runs.flatMap(({ testAccuracy }) => testAccuracy ?? []);
}

/** Median with its range, and what failed; undefined of no runs. */
export function outcomeOf(
  runs: readonly RunResult[],
  text: Text,
): { median: string; range: string; failures: string[] } | undefined {
  const spread = spreadOf(accuraciesOf(runs));
  if (!spread) return undefined;
  const { collapsed, nan, plateau } = countVerdicts(runs.map((run) => run.verdict));
  const total = runs.length;
  return {
    median: percent(spread.median),
    range: text.many.range(percent(spread.low), percent(spread.high), spread.count),
    failures: [
      ...(collapsed > 0 ? [text.many.stuck(collapsed, total)] : []),
      ...(nan > 0 ? [text.many.nan(nan, total)] : []),
      ...(plateau > 0 ? [text.many.plateau(plateau, total)] : []),
    ],
  };
}

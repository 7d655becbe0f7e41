/** A verdict in words. */
import { GOOD_ACCURACY, type Verdict } from '../../domain/verdict.ts';
import type { RunView } from '../../lab/comparison/state.ts';
import type { Text } from '../../text/text.ts';
import { countText, percent } from '../../ui/format.ts';

/** What is known of a run besides its verdict: whether it is over, the steps made, and its last accuracy, in [0, 1]. */
interface Stage {
  ended?: boolean;
  step?: number;
  accuracy?: number | undefined;
}

/** The stage of a run of the comparison. */
export function stageOf({ ended, summary }: RunView): Stage {
  return { ended, step: summary.step, accuracy: summary.accuracy?.value };
}

export function verdictText(
  verdict: Verdict,
  text: Text,
  { ended = false, step = 0, accuracy }: Stage = {},
): string {
  switch (verdict.kind) {
    case 'waiting':
      if (step === 0) return text.verdicts.untrained;
      return accuracy === undefined ? text.verdicts.waiting : text.verdicts.beginning;
    case 'learning':
      if (!ended) return text.verdicts.learning;
      // A short run may end before anything can be said of it.
      return accuracy === undefined || accuracy >= GOOD_ACCURACY
        ? text.verdicts.learned
        : text.verdicts.ended(percent(accuracy));
    case 'plateau':
      return text.verdicts.plateau(countText(verdict.step));
    case 'fallen':
      return text.verdicts.fallen(percent(verdict.from), countText(verdict.step));
    case 'collapsed':
      return text.verdicts.collapsed(verdict.class, countText(verdict.step));
    case 'nan':
      return text.verdicts.nan(countText(verdict.step));
  }
}

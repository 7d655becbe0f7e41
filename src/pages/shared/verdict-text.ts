/** A verdict in words. */
import type { Verdict } from '../../domain/verdict.ts';
import type { Text } from '../../text/text.ts';
import { countText, percent } from '../../ui/format.ts';

/** What is known of a run besides its verdict: whether it is over, the steps made, and whether test images were looked at. */
interface Stage {
  ended?: boolean;
  step?: number;
  looked?: boolean;
}

export function verdictText(
  verdict: Verdict,
  text: Text,
  { ended = false, step = 0, looked = false }: Stage = {},
): string {
  switch (verdict.kind) {
    case 'waiting':
      if (!looked) return text.verdicts.waiting;
      return step > 0 ? text.verdicts.beginning : text.verdicts.untrained;
    case 'learning':
      return ended ? text.verdicts.learned : text.verdicts.learning;
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

/** A verdict in words. */
import type { Verdict } from '../../domain/verdict.ts';
import type { Text } from '../../text/en.ts';
import { countText } from '../../ui/format.ts';

export function verdictText(verdict: Verdict, text: Text): string {
  switch (verdict.kind) {
    case 'waiting':
      return text.verdicts.waiting;
    case 'learning':
      return text.verdicts.learning;
    case 'plateau':
      return text.verdicts.plateau(countText(verdict.step));
    case 'collapsed':
      return text.verdicts.collapsed(verdict.class, countText(verdict.step));
    case 'nan':
      return text.verdicts.nan(countText(verdict.step));
  }
}

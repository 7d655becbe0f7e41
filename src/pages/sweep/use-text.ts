/** The words of this page and of all, in the current language. */
import { useLanguage } from '../../text/language.ts';
import { type SweepText, sweepTexts } from '../../text/sweep.ts';

export function useSweepText(): SweepText {
  return sweepTexts[useLanguage((state) => state.language)];
}

/** The words of this page and of all, in the current language. */
import { useLanguage } from '../../text/language.ts';
import { type RunsText, runsTexts } from '../../text/runs.ts';

export function useRunsText(): RunsText {
  return runsTexts[useLanguage((state) => state.language)];
}

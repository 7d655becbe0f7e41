/** The words of the pages of many runs and of all, in the current language. */
import { useLanguage } from '../../text/language.ts';
import { type ManyText, manyTexts } from '../../text/many.ts';

export function useManyText(): ManyText {
  return manyTexts[useLanguage((state) => state.language)];
}

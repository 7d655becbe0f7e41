/** The words of this page and of all, in the current language. */
import { type InsideText, insideTexts } from '../../text/inside.ts';
import { useLanguage } from '../../text/language.ts';

export function useInsideText(): InsideText {
  return insideTexts[useLanguage((state) => state.language)];
}

/** The words of this page and of all, in the current language. */
import { useLanguage } from '../../text/language.ts';
import { type ReproduceText, reproduceTexts } from '../../text/reproduce.ts';

export function useReproduceText(): ReproduceText {
  return reproduceTexts[useLanguage((state) => state.language)];
}

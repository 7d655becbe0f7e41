/** All words of the page, by language. Those of pages that are loaded when they are asked for come with their pages. */
import { charts } from './charts.ts';
import { compare } from './compare.ts';
import { digits } from './digits.ts';
import { frame } from './frame.ts';
import { rate } from './rate.ts';
import { story } from './story.ts';

function wordsIn<L extends 'en' | 'ja'>(language: L) {
  return {
    ...frame[language],
    ...compare[language],
    ...charts[language],
    ...story[language],
    ...rate[language],
    ...digits[language],
  };
}

export const texts = { en: wordsIn('en'), ja: wordsIn('ja') };
export type Text = typeof texts.en;

/** The words of a page that is loaded when it is asked for: those of all pages, and its own. */
export function withAllTexts<Own extends object>(own: {
  en: Own;
  ja: Own;
}): { en: Text & Own; ja: Text & Own } {
  return { en: { ...texts.en, ...own.en }, ja: { ...texts.ja, ...own.ja } };
}

/** All words of the page, by language; each page's are in a file of its own. */
import { charts } from './charts.ts';
import { compare } from './compare.ts';
import { digits } from './digits.ts';
import { frame } from './frame.ts';
import { many } from './many.ts';
import { now } from './now.ts';
import { rate } from './rate.ts';
import { reproduce } from './reproduce.ts';
import { story } from './story.ts';
import { sweep } from './sweep.ts';

function wordsIn<L extends 'en' | 'ja'>(language: L) {
  return {
    ...frame[language],
    ...compare[language],
    ...charts[language],
    ...many[language],
    ...reproduce[language],
    ...sweep[language],
    ...story[language],
    ...now[language],
    ...rate[language],
    ...digits[language],
  };
}

export const texts = { en: wordsIn('en'), ja: wordsIn('ja') };
export type Text = typeof texts.en;

/** What went wrong, and what to do about it, in words. */
import type { Language } from './language.ts';
import type { Problem, ProblemWords } from './problem-types.ts';
import { enProblems } from './problems-en.ts';
import { jaProblems } from './problems-ja.ts';

export type { Problem } from './problem-types.ts';

export const problemWords: Readonly<Record<Language, ProblemWords>> = { en: enProblems, ja: jaProblems };

/** What was wrong, and what to do about it where it is shown. */
export function problemText(
  problem: Problem,
  language: Language,
  place: 'compare' | 'queue' = 'compare',
): string {
  const { code, values } = problem;
  // TypeScript does not see that the code and the values of one problem belong together.
  const {
    what,
    hint,
    queueHint = hint,
  } = problemWords[language][code] as {
    what(values: Problem['values']): string;
    hint: string;
    queueHint?: string;
  };
  // Japanese sentences follow each other without a space.
  return what(values) + (language === 'ja' ? '' : ' ') + (place === 'queue' ? queueHint : hint);
}

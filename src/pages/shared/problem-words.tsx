/** The words of a problem, in the current language. */
import { useLanguage } from '../../text/language.ts';
import { type Problem, problemText } from '../../text/problems.ts';

export default function ProblemWords({ problem, place }: { problem: Problem; place?: 'compare' | 'queue' }) {
  const { language } = useLanguage();
  return problemText(problem, language, place);
}

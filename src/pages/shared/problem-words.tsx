/** The words of a problem, in the current language. */
import { useLanguage } from '../../text/language.ts';
import { type Problem, problemText } from '../../text/problems.ts';

export default function ProblemWords({ problem }: { problem: Problem }) {
  const { language } = useLanguage();
  return problemText(problem, language);
}

/** What a term means; loaded with the first one that is asked for. */
import { glossary, type TermName } from '../text/glossary.ts';
import { useLanguage } from '../text/language.ts';

export default function TermText({ name }: { name: TermName }) {
  const { language } = useLanguage();
  const { term, explanation } = glossary[language][name];
  return (
    <>
      <p className="term-name">{term}</p>
      <p>{explanation}</p>
    </>
  );
}

/** All terms with their explanations, in the order of their language's letters. */
import { glossary, type TermName } from '../text/glossary.ts';
import { useLanguage } from '../text/language.ts';

export default function GlossaryList() {
  const { language } = useLanguage();
  const terms = glossary[language];
  const names = (Object.keys(terms) as TermName[]).sort((a, b) =>
    terms[a].term.localeCompare(terms[b].term, language),
  );
  return (
    <dl className="glossary">
      {names.map((name) => (
        <div key={name}>
          <dt>{terms[name].term}</dt>
          <dd>{terms[name].explanation}</dd>
        </div>
      ))}
    </dl>
  );
}

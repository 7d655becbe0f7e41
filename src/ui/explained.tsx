/** A sentence whose terms of the field are explained where they stand. */
import { sentenceParts } from '../text/glossary-words.ts';
import { useLanguage } from '../text/language.ts';
import { Term } from './term.tsx';

export function Explained({ children }: { children: string }) {
  const { language } = useLanguage();
  return sentenceParts(children, language).map(({ text, term }) =>
    term ? (
      <Term key={term} name={term}>
        {text}
      </Term>
    ) : (
      text
    ),
  );
}

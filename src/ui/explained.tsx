/** A sentence whose terms of the field are explained where they stand. */
import { sentenceParts, type Words } from '../text/glossary-words.ts';
import { useLanguage } from '../text/language.ts';
import { Term } from './term.tsx';

/** `more`: terms that the page of the sentence alone has. */
export function Explained({ children, more }: { children: string; more?: Words }) {
  const { language } = useLanguage();
  return sentenceParts(children, language, more).map(({ text, term }) =>
    term ? (
      <Term key={term} name={term}>
        {text}
      </Term>
    ) : (
      text
    ),
  );
}

/** A term of the field within a sentence, with its explanation on hover and tap. */
import type { ReactNode } from 'react';
import type { TermName } from '../text/glossary.ts';
import { useText } from '../text/language.ts';
import { Popup } from './popup.tsx';

/** `children`: the term as the sentence has it. */
export function Term({ name, children }: { name: TermName; children: ReactNode }) {
  const text = useText();
  const { term, explanation } = text.glossary.terms[name];
  return (
    <Popup label={children} buttonClass="term" panelClass="term-popup" explains>
      <p className="term-name">{term}</p>
      <p>{explanation}</p>
    </Popup>
  );
}

/** A term of the field within a sentence, with its explanation on hover, focus and tap. */
import { memo } from 'react';
import type { TermName } from '../text/glossary.ts';
import { later } from './later.tsx';
import { Popup } from './popup.tsx';

const TermText = later(() => import('./term-text.tsx'));

interface TermProps {
  name: TermName;
  /** The term as the sentence has it. */
  children: string;
}

/** Memoized: pages have dozens, within what is painted with every step. */
export const Term = memo(function Term({ name, children }: TermProps) {
  return (
    <Popup label={children} title={children} buttonClass="term" panelClass="term-popup" explains>
      <TermText name={name} />
    </Popup>
  );
});

/** A term of the field within a sentence, with its explanation on hover, focus and tap. */
import { lazy } from 'react';
import type { TermName } from '../text/glossary.ts';
import { Popup } from './popup.tsx';

const TermText = lazy(() => import('./term-text.tsx'));

/** `children`: the term as the sentence has it. */
export function Term({ name, children }: { name: TermName; children: string }) {
  return (
    <Popup label={children} title={children} buttonClass="term" panelClass="term-popup" explains>
      <TermText name={name} />
    </Popup>
  );
}

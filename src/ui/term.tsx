/** A term of the field within a sentence, with its explanation on hover, focus and tap. */
import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import type { TermName } from '../text/glossary.ts';
import { useText } from '../text/language.ts';

/** `children`: the term as the sentence has it; without it, its own name. */
export function Term({ name, children }: { name: TermName; children?: ReactNode }) {
  const text = useText();
  const { term, explanation } = text.glossary.terms[name];
  return (
    <Popover.Root>
      <Popover.Trigger openOnHover delay={HOVER_DELAY} className="term">
        {children ?? term}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} className="over">
          <Popover.Popup className="term-popup" initialFocus={false}>
            <Popover.Title className="term-name">{term}</Popover.Title>
            <Popover.Description>{explanation}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Milliseconds that a pointer must rest on a term: passing over a sentence opens nothing. */
const HOVER_DELAY = 250;

/** A sentence of the page: values in the colours of their runs, and words with their explanations. */

import { insideWords } from '../../text/inside-words.ts';
import type { Sentence } from '../../text/sentence.ts';
import { Explained } from '../../ui/explained.tsx';
import { useInsideView } from './inside-context.ts';

export function SentenceText({ of }: { of: Sentence }) {
  const { arms } = useInsideView();
  return of.map((part, i) =>
    typeof part === 'string' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place: the template decides.
      <InsideExplained key={i}>{part}</InsideExplained>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same.
      <b key={i} className="inside-value" style={{ color: arms[part.arm]?.colour }}>
        {part.text}
      </b>
    ),
  );
}

/** Words that this page alone speaks of are explained as well. */
export function InsideExplained({ children }: { children: string }) {
  return <Explained more={insideWords}>{children}</Explained>;
}

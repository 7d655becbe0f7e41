/** The panels of a question: beside each other or, on a phone, one at a time in a strip that is pushed sideways. */
import { Children, type ReactNode } from 'react';
import { Part } from '../../ui/part.tsx';
import { PHONE, useMedia } from '../../ui/use-media.ts';

export function Panels({ label, children }: { label: string; children: ReactNode }) {
  const isStrip = useMedia(PHONE);
  const panels = Children.map(children, (panel) => <Part>{panel}</Part>);
  if (!isStrip) return <div className="inside-panels">{panels}</div>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place for what is not filled in.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keys push it.
    <div className="inside-panels inside-strip" role="group" aria-label={label} tabIndex={0}>
      {panels}
    </div>
  );
}

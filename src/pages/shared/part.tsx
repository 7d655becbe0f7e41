/** A part of a page that may fail by itself: it then says so, with a way to try again. */
import type { ReactNode } from 'react';
import { useText } from '../../text/language.ts';
import { Boundary } from '../../ui/boundary.tsx';
import { Notice } from '../../ui/controls.tsx';

export function Part({ children }: { children: ReactNode }) {
  return <Boundary instead={(retry) => <Failed onRetry={retry} />}>{children}</Boundary>;
}

function Failed({ onRetry }: { onRetry: () => void }) {
  const text = useText();
  return (
    <Notice kind="problem" action={{ label: text.buttons.retry, run: onRetry }}>
      {text.partFailed}
    </Notice>
  );
}

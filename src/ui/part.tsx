/** A part of a page that may come later, and may fail by itself: it then says so, with a way to try again. */
import { type ComponentProps, type ReactNode, Suspense } from 'react';
import { useText } from '../text/language.ts';
import { Boundary } from './boundary.tsx';
import { Notice } from './notice.tsx';

interface PartProps {
  children: ReactNode;
  /** Stands there until all of it has come. */
  meanwhile?: ReactNode;
  /** A panel; a tool within a line, where there is room for a word; or the page with all that is on it. */
  size?: 'panel' | 'tool' | 'page';
}

export function Part({ children, meanwhile, size = 'panel' }: PartProps) {
  return (
    <Boundary
      instead={(onRetry, isAgain) =>
        size === 'tool' ? (
          <ToolFailed onRetry={onRetry} />
        ) : (
          <Failed size={size} isAgain={isAgain} onRetry={onRetry} />
        )
      }
    >
      <Suspense fallback={meanwhile}>{children}</Suspense>
    </Boundary>
  );
}

interface FailedProps {
  size?: 'panel' | 'page';
  /** It was tried again in vain: some browsers remember for as long as the page is open that a file did not come. */
  isAgain: boolean;
  onRetry: () => void;
}

/** Says that something has failed. What it is made of was there before anything could fail. */
export function Failed({ size = 'panel', isAgain, onRetry }: FailedProps) {
  const text = useText();
  const words = text.failures;
  const said = (
    <Notice kind="problem" action={{ label: text.buttons.retry, run: onRetry }}>
      {words[size]}
      {(isAgain || size === 'page') && (
        <>
          {text.gap}
          {words.again}{' '}
          <button type="button" className="small" onClick={() => location.reload()}>
            {words.reload}
          </button>
        </>
      )}
    </Notice>
  );
  return size === 'page' ? <main className="many">{said}</main> : said;
}

/** The same in a line of tools or of text. */
export function ToolFailed({ onRetry, ...given }: { onRetry: () => void } & ComponentProps<'span'>) {
  const text = useText();
  return (
    <span className="tool-failed" role="alert" title={text.failures.panel} {...given}>
      {text.failures.tool}
      <button type="button" className="small" onClick={onRetry}>
        {text.buttons.retry}
      </button>
    </span>
  );
}

/** A button whose name is not written on it, or says little: a tooltip says it, to pointers and keys; touch has the name alone. */
import { type ComponentPropsWithRef, lazy, Suspense, useEffect, useRef, useState } from 'react';

const TipPanel = lazy(() => import('./tip-panel.tsx'));

/** Milliseconds that a pointer must rest. */
const REST = 400;

interface TipButtonProps
  extends Omit<ComponentPropsWithRef<'button'>, 'ref' | 'title' | 'type' | 'onMouseEnter' | 'onMouseLeave'> {
  tip: string;
}

export function TipButton({ tip, children, onClick, ...rest }: TipButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <button
        {...rest}
        ref={button}
        type="button"
        aria-description={rest['aria-label'] === tip ? undefined : tip}
        onClick={(event) => {
          hide();
          onClick?.(event);
        }}
        // A finger that is lifted would leave it open.
        onPointerEnter={({ pointerType }) => {
          if (pointerType === 'mouse') timer.current = setTimeout(() => setOpen(true), REST);
        }}
        onPointerLeave={hide}
        onFocus={({ target }) => {
          if (target.matches(':focus-visible')) setOpen(true);
        }}
        onBlur={hide}
        onKeyDown={({ key }) => {
          if (key === 'Escape') hide();
        }}
      >
        {children}
      </button>
      {isOpen && (
        <Suspense>
          <TipPanel anchor={button.current} onClose={hide}>
            {tip}
          </TipPanel>
        </Suspense>
      )}
    </>
  );
}

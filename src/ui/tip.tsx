/** A button whose name is not written on it, or says little: a tooltip says it, to pointers and keys; touch has the name alone. */

import { mergeProps } from '@base-ui/react/merge-props';
import { type ComponentPropsWithRef, Suspense, useEffect, useRef, useState } from 'react';
import { Boundary } from './boundary.tsx';
import { later } from './later.tsx';

const TipPanel = later(() => import('./tip-panel.tsx'));

/** Milliseconds that a pointer must rest. */
const REST = 400;

interface TipButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'title' | 'type'> {
  tip: string;
}

export function TipButton({ tip, children, ...given }: TipButtonProps) {
  const [anchor, setAnchor] = useState<Element>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(undefined);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const own: ComponentPropsWithRef<'button'> = {
    onClick: hide,
    // A finger that is lifted would leave it open.
    onPointerEnter: ({ pointerType, currentTarget }) => {
      if (pointerType === 'mouse') timer.current = setTimeout(() => setAnchor(currentTarget), REST);
    },
    onPointerLeave: hide,
    onFocus: ({ currentTarget }) => {
      if (currentTarget.matches(':focus-visible')) setAnchor(currentTarget);
    },
    onBlur: hide,
    onKeyDown: ({ key }) => {
      if (key === 'Escape') hide();
    },
  };
  return (
    <>
      {/* It may be the button of something else as well, such as a menu. */}
      <button
        {...mergeProps<'button'>(own, given)}
        type="button"
        aria-description={given['aria-label'] === tip ? undefined : tip}
      >
        {children}
      </button>
      {anchor && (
        <Boundary>
          <Suspense>
            <TipPanel anchor={anchor} onClose={hide}>
              {tip}
            </TipPanel>
          </Suspense>
        </Boundary>
      )}
    </>
  );
}

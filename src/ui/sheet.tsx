/** A sheet over the page, with a title and a way to close it; Escape and, where it is modal, a tap beside it close it too. */
import { cloneElement, type ReactElement, type ReactNode, Suspense, useRef, useState } from 'react';
import { Boundary } from './boundary.tsx';
import { FailedSheet } from './failed-sheet.tsx';
import { later } from './later.tsx';
import { Part } from './part.tsx';

const SheetDialog = later(() => import('./sheet-dialog.tsx'));

interface SheetProps {
  title: string;
  children: ReactNode;
  /** At the right edge, with the page in sight and in use beside it. */
  side?: boolean;
}

/** A sheet that somebody else opens. */
export function OpenSheet({ title, children, side = false, onClose }: SheetProps & { onClose: () => void }) {
  return (
    <Boundary
      instead={(onRetry, isAgain) => (
        <FailedSheet title={title} isAgain={isAgain} onRetry={onRetry} onClose={onClose} />
      )}
    >
      <Suspense>
        <SheetDialog title={title} side={side} onClose={onClose}>
          <Part>{children}</Part>
        </SheetDialog>
      </Suspense>
    </Boundary>
  );
}

/** A sheet with the button that opens it, and closes it where it stays in reach. */
export function Sheet({
  trigger,
  ...sheet
}: SheetProps & { trigger: ReactElement<React.ComponentProps<'button'>> }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        'aria-haspopup': 'dialog',
        'aria-expanded': isOpen,
        onClick: () => (isOpen ? close() : setOpen(true)),
      })}
      {isOpen && <OpenSheet {...sheet} onClose={close} />}
    </>
  );
}

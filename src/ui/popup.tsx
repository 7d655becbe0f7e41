/** A button with something that opens at it: on a click, and where it only explains, also when the pointer rests on it. */
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Boundary } from './boundary.tsx';
import { later } from './later.tsx';
import { Part, ToolFailed } from './part.tsx';

const PopupPanel = later(() => import('./popup-panel.tsx'));

/** Milliseconds that a pointer must rest: passing over a sentence opens nothing, and leaving for the panel closes nothing. */
const REST = 250;

/** When anything was scrolled, as events tell the time. */
let lastScroll = Number.NEGATIVE_INFINITY;
// Where it is only written out, as in tests, nothing is scrolled.
globalThis.addEventListener?.(
  'scroll',
  ({ timeStamp }) => {
    lastScroll = timeStamp;
  },
  { capture: true, passive: true },
);

interface PopupProps {
  /** What the button shows. */
  label: ReactNode;
  /** What opens, by name. */
  title: string;
  buttonClass: string;
  panelClass: string;
  children: ReactNode;
  /** Opens on hover and on focus as well, and leaves the focus where it is. */
  explains?: boolean;
}

export function Popup({ label, title, buttonClass, panelClass, children, explains = false }: PopupProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = (open: boolean) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(open), REST);
  };
  const hover = (isOver: boolean) => {
    if (explains) soon(isOver);
  };
  const isOver = useRef(false);
  const enter = () => {
    isOver.current = true;
    hover(true);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={buttonClass}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        // What scrolls under a resting pointer is entered as well, but is not what it points at, until it moves.
        onMouseEnter={({ timeStamp }) => {
          if (timeStamp - lastScroll > REST) enter();
        }}
        onMouseMove={({ movementX, movementY }) => {
          if (!isOver.current && (movementX !== 0 || movementY !== 0)) enter();
        }}
        onMouseLeave={() => {
          isOver.current = false;
          hover(false);
        }}
        onFocus={({ target }) => {
          if (target.matches(':focus-visible')) hover(true);
        }}
        onBlur={() => hover(false)}
      >
        {label}
      </button>
      {isOpen && (
        <Boundary
          instead={(onRetry) => (
            // As long as the pointer or the focus is there, it stays, as what explains does.
            <ToolFailed
              onRetry={onRetry}
              onMouseEnter={() => hover(true)}
              onMouseLeave={() => hover(false)}
              onFocus={() => hover(true)}
              onBlur={() => hover(false)}
            />
          )}
        >
          <Suspense>
            <PopupPanel
              anchor={button.current}
              title={title}
              className={panelClass}
              takesFocus={!explains}
              side={explains ? 'top' : 'bottom'}
              onClose={() => setOpen(false)}
              onHover={hover}
            >
              <Part>{children}</Part>
            </PopupPanel>
          </Suspense>
        </Boundary>
      )}
    </>
  );
}

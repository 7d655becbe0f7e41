/** What is said at a button after it did something: for a while, or until it is closed where there is something to be used. */
import { Popover } from '@base-ui/react/popover';
import { useEffect, useRef } from 'react';

export interface SaidWords {
  text: string;
  isProblem?: boolean;
  /** To be copied by hand. */
  address?: string;
}

/** Milliseconds that good news stays. */
const STAYS = 5000;

export function Said({
  words,
  anchor,
  addressName,
  onClose,
}: {
  words: SaidWords | undefined;
  anchor: Element | null;
  addressName: string;
  onClose: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const passes = words !== undefined && !words.isProblem && words.address === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each news has its own time.
  useEffect(() => {
    if (!passes) return;
    const timer = setTimeout(onClose, STAYS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <>
      <span className="visually-hidden" role="status">
        {words?.text}
      </span>
      {words && (
        <Popover.Root
          open
          onOpenChange={(open) => {
            if (!open) onClose();
          }}
        >
          <Popover.Portal>
            <Popover.Positioner
              className="over"
              anchor={anchor}
              align="end"
              sideOffset={6}
              collisionPadding={8}
            >
              <Popover.Popup
                className={words.isProblem ? 'said said-problem' : 'said'}
                aria-label={words.text}
                finalFocus={words.address !== undefined}
                initialFocus={words.address === undefined ? false : field}
              >
                <p>{words.text}</p>
                {words.address !== undefined && (
                  <input
                    ref={field}
                    type="text"
                    readOnly
                    aria-label={addressName}
                    value={words.address}
                    onFocus={({ target }) => target.select()}
                  />
                )}
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      )}
    </>
  );
}

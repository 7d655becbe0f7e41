/** What opens at a button; loaded when the first one does. */
import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';

export interface PopupPanelProps {
  anchor: Element | null;
  title: string;
  className: string;
  children: ReactNode;
  onClose: () => void;
  /** The pointer is over it, or has left it. */
  onHover: (isOver: boolean) => void;
  /** Whether the focus moves into it: where there is something to be used. */
  takesFocus: boolean;
  /** Above or under what it belongs to, where there is room: what explains a sentence leaves what follows in sight. */
  side: 'top' | 'bottom';
}

export default function PopupPanel({
  anchor,
  title,
  className,
  children,
  onClose,
  onHover,
  takesFocus,
  side,
}: PopupPanelProps) {
  return (
    <Popover.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} side={side} sideOffset={6} collisionPadding={8} className="over">
          <Popover.Popup
            className={className}
            aria-label={title}
            {...(!takesFocus && { initialFocus: false, finalFocus: false })}
            onMouseEnter={() => onHover(true)}
            onMouseLeave={() => onHover(false)}
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

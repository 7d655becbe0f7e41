/** What a tooltip shows; loaded with the first one. */
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';

interface TipPanelProps {
  anchor: Element | null;
  children: ReactNode;
  onClose: () => void;
}

export default function TipPanel({ anchor, children, onClose }: TipPanelProps) {
  return (
    <Tooltip.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Tooltip.Portal>
        <Tooltip.Positioner className="over" anchor={anchor} sideOffset={6} collisionPadding={8}>
          {/* What it says is in the button's name or description. */}
          <Tooltip.Popup className="tip" aria-hidden="true">
            {children}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

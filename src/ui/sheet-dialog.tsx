/** What a sheet is made of; loaded when the first one is opened. */
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../text/language.ts';

export interface SheetDialogProps {
  title: string;
  children: ReactNode;
  onClose: () => void;
  /** At the right edge, with the page in sight and in use beside it. */
  side: boolean;
}

export default function SheetDialog({ title, children, onClose, side }: SheetDialogProps) {
  const text = useText();
  return (
    <Dialog.Root
      open
      modal={!side}
      disablePointerDismissal={side}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        {!side && <Dialog.Backdrop className="sheet-backdrop" />}
        <Dialog.Popup className={side ? 'sheet-popup sheet-side' : 'sheet-popup'}>
          <div className="sheet-header">
            <Dialog.Title className="sheet-title">{title}</Dialog.Title>
            <Dialog.Close className="quiet icon" aria-label={text.close}>
              <X aria-hidden="true" size={18} />
            </Dialog.Close>
          </div>
          {/* What scrolls can be scrolled by keys, also where nothing in it takes the focus. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above. */}
          <div className="sheet-body" tabIndex={0}>
            {children}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

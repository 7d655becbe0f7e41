/** A sheet over the page, with a title and a way to close it; Escape and a tap beside it close it too. */
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useText } from '../text/language.ts';

export function Sheet({
  title,
  trigger,
  children,
  open,
  onOpenChange,
  side = false,
}: {
  title: string;
  /** The button that opens it; none where something else does. */
  trigger?: ReactElement;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** At the right edge, with the page in sight and in use beside it. */
  side?: boolean;
}) {
  const text = useText();
  return (
    <Dialog.Root
      modal={!side}
      disablePointerDismissal={side}
      {...(open !== undefined && { open })}
      {...(onOpenChange && { onOpenChange: (next: boolean) => onOpenChange(next) })}
    >
      {trigger && <Dialog.Trigger render={trigger} />}
      <Dialog.Portal>
        {!side && <Dialog.Backdrop className="sheet-backdrop" />}
        <Dialog.Popup className={side ? 'sheet-popup sheet-side' : 'sheet-popup'}>
          <header className="sheet-header">
            <Dialog.Title className="sheet-title">{title}</Dialog.Title>
            <Dialog.Close className="quiet icon" aria-label={text.close}>
              <X aria-hidden="true" size={18} />
            </Dialog.Close>
          </header>
          <div className="sheet-body">{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

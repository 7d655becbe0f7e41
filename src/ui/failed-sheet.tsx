/** What opens in place of a sheet that did not come. It is of the browser's own, so that nothing has to be loaded for it. */
import { X } from 'lucide-react';
import { useText } from '../text/language.ts';
import { Failed } from './part.tsx';

interface FailedSheetProps {
  title: string;
  isAgain: boolean;
  onRetry: () => void;
  onClose: () => void;
}

function open(element: HTMLDialogElement | null) {
  if (!element?.open) element?.showModal();
}

/** As Escape does; so the focus goes back to where it was. */
function close({ currentTarget }: { currentTarget: Element }) {
  currentTarget.closest('dialog')?.close();
}

export function FailedSheet({ title, onClose, ...failed }: FailedSheetProps) {
  const text = useText();
  return (
    <dialog ref={open} className="sheet-popup sheet-failed" aria-label={title} onClose={onClose}>
      <div className="sheet-header">
        <h2 className="sheet-title">{title}</h2>
        <button type="button" className="quiet icon" aria-label={text.close} onClick={close}>
          <X aria-hidden="true" size={18} />
        </button>
      </div>
      <div className="sheet-body">
        <Failed {...failed} />
      </div>
    </dialog>
  );
}

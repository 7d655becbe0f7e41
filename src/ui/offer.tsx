/** A question above the page's content that is answered with yes or no. */
import type { ReactNode } from 'react';

interface OfferProps {
  children: ReactNode;
  yes: string;
  no: string;
  onYes: () => void;
  onNo: () => void;
}

export function Offer({ children, yes, no, onYes, onNo }: OfferProps) {
  return (
    <div className="notice notice-info" role="status">
      <div>{children}</div>
      <button type="button" className="primary" onClick={onYes}>
        {yes}
      </button>
      <button type="button" onClick={onNo}>
        {no}
      </button>
    </div>
  );
}

/** A piece of news above the page's content, or in place of what has failed. */
import type { ReactNode } from 'react';

export function Notice({
  kind,
  children,
  action,
}: {
  kind: 'info' | 'problem';
  children: ReactNode;
  action?: { label: string; run: () => void };
}) {
  return (
    <div className={`notice notice-${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      <div>{children}</div>
      {action && (
        <button type="button" onClick={action.run}>
          {action.label}
        </button>
      )}
    </div>
  );
}

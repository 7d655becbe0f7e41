/** Follows the keys of the page. */
import { useEffect } from 'react';
import { lab } from '../../lab/instance.ts';
import { usePresent } from '../../ui/present.ts';
import type { PageName } from '../shared/route.ts';
import { type Shortcut, shortcutOf } from './shortcuts.ts';

export function useShortcuts(page: PageName, showKeys: () => void): void {
  useEffect(() => {
    const onCompare: Partial<Record<Shortcut, () => void>> = {
      space: () => lab.toggle(),
      step: () => lab.stepOnce(),
      reset: () => lab.reset(),
      present: () => usePresent.getState().toggle(),
    };
    const onKey = (event: KeyboardEvent) => {
      const shortcut = event.defaultPrevented || hasOwnUse(event) ? undefined : shortcutOf(event);
      const action =
        shortcut === 'help' ? showKeys : shortcut && page === 'compare' ? onCompare[shortcut] : undefined;
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [page, showKeys]);
}

/** Whether what has the focus takes the key itself: text is typed into it, it is moved by arrows, or pressed by Space. */
function hasOwnUse({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input, select, textarea, [contenteditable], [role="dialog"], [role="listbox"]'))
    return true;
  const takes =
    key === ' ' ? 'button, summary, a, [tabindex]' : '[role="slider"], [role="radio"], [tabindex="0"]';
  return (key === ' ' || key.startsWith('Arrow')) && target.closest(takes) !== null;
}

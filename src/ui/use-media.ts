/** Whether a media query holds, for what is another element on a phone and not another style. */
import { useSyncExternalStore } from 'react';

/** As wide as the phone's layout reaches; `compare.css` has the same. */
export const PHONE = '(max-width: 760px)';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => matchMedia(query).matches,
  );
}

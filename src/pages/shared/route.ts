/** Which page is open: the part of the address behind "#", so that links, the back button and any server work. */
import { useSyncExternalStore } from 'react';

export const pageNames = ['compare', 'inside', 'reproduce', 'sweep', 'runs'] as const;
export type PageName = (typeof pageNames)[number];

/** The page that an address's hash names; the main job for everything else. */
export function pageOf(hash: string): PageName {
  return pageNames.find((name) => hash === `#${name}`) ?? 'compare';
}

export function usePage(): PageName {
  return useSyncExternalStore(subscribe, () => pageOf(location.hash));
}

/**
 * Going back or forward between entries whose settings differ as well is no `hashchange` to Chrome: it is a `popstate`
 * everywhere.
 */
function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  window.addEventListener('popstate', onChange);
  return () => {
    window.removeEventListener('hashchange', onChange);
    window.removeEventListener('popstate', onChange);
  };
}

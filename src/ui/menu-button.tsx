/** A button that shows which of several is in force, with a menu of them. The menu comes later; its button has its place. */
import { lazy, Suspense } from 'react';
import type { OneOf } from './controls.tsx';
import { MenuLabel } from './menu-label.tsx';

const menu = import('./menu.tsx');
// Whoever draws it is told.
menu.catch(() => {});
const Menu = lazy(() => menu);

export function MenuButton<T extends string>({ onChange, ...shown }: OneOf<T>) {
  return (
    <Suspense
      fallback={
        <button type="button" aria-label={shown.label} disabled>
          <MenuLabel {...shown} />
        </button>
      }
    >
      <Menu {...shown} onChange={(next) => onChange(next as T)} />
    </Suspense>
  );
}

/** A button that shows which of several is in force, with a menu of them. The menu comes later; its button has its place. */
import type { OneOf } from './controls.tsx';
import { later } from './later.tsx';
import { MenuLabel } from './menu-label.tsx';
import { Part } from './part.tsx';

const Menu = later(() => import('./menu.tsx'), 'begun');

export function MenuButton<T extends string>({ onChange, ...shown }: OneOf<T>) {
  return (
    <Part
      size="tool"
      meanwhile={
        <button type="button" aria-label={shown.label} disabled>
          <MenuLabel {...shown} />
        </button>
      }
    >
      <Menu {...shown} onChange={(next) => onChange(next as T)} />
    </Part>
  );
}

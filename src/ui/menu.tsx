/** One of several from a menu. */
import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { OneOf } from './controls.tsx';
import { MenuLabel } from './menu-label.tsx';

export default function Menu({ label, options, value, onChange }: OneOf<string>) {
  const chosen = options.find((option) => option.value === value)?.label;
  return (
    <Base.Root>
      <Base.Trigger aria-label={`${label}: ${chosen}`}>
        <MenuLabel options={options} value={value} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="over" align="end" sideOffset={4} collisionPadding={8}>
          <Base.Popup className="select-popup select-list" aria-label={label}>
            <Base.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
              {options.map((option) => (
                <Base.RadioItem key={option.value} value={option.value} className="select-item" closeOnClick>
                  {option.label}
                  <Base.RadioItemIndicator>
                    <Check aria-hidden="true" size={16} />
                  </Base.RadioItemIndicator>
                </Base.RadioItem>
              ))}
            </Base.RadioGroup>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

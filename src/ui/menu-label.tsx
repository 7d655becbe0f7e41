/** What is written on a menu's button: which of several is in force. */
import { ChevronDown } from 'lucide-react';
import type { OneOf } from './controls.tsx';

export function MenuLabel({ options, value }: Pick<OneOf<string>, 'options' | 'value'>) {
  return (
    <>
      {/* As wide as the widest, so that nothing moves with another. */}
      <span className="menu-values">
        {options.map((option) => (
          <span key={option.value} data-chosen={option.value === value}>
            {option.label}
          </span>
        ))}
      </span>
      <ChevronDown aria-hidden="true" size={14} />
    </>
  );
}

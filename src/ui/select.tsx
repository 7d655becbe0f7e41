/** One of several, folded away, in sheets and popovers: what it opens is loaded with them. `MenuButton` is there before. */
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { useId } from 'react';
import type { OneOf } from './controls.tsx';

interface SelectProps<T extends string> extends OneOf<T> {
  /** What it decides, in a sentence. */
  note?: string;
}

export function Select<T extends string>({ label, options, value, onChange, note }: SelectProps<T>) {
  const id = useId();
  return (
    <div className="field">
      {/* Its style element would hide scroll bars that lie over an item, and the page's policy lets none be. */}
      <CSPProvider disableStyleElements>
        <Base.Root
          items={options}
          value={value}
          // The page stays in use beside it, as beside the sheet that it is in.
          modal={false}
          onValueChange={(chosen) => {
            if (chosen !== null) onChange(chosen);
          }}
        >
          <Base.Label className="field-label">{label}</Base.Label>
          <Base.Trigger className="select" aria-describedby={note && `${id}-note`}>
            <Base.Value />
            <Base.Icon>
              <ChevronDown aria-hidden="true" size={16} />
            </Base.Icon>
          </Base.Trigger>
          <Base.Portal>
            <Base.Positioner
              className="over"
              sideOffset={4}
              collisionPadding={8}
              alignItemWithTrigger={false}
            >
              <Base.Popup className="select-popup">
                <Base.List className="select-list">
                  {options.map((option) => (
                    <Base.Item key={option.value} value={option.value} className="select-item">
                      <Base.ItemText>{option.label}</Base.ItemText>
                      <Base.ItemIndicator>
                        <Check aria-hidden="true" size={16} />
                      </Base.ItemIndicator>
                    </Base.Item>
                  ))}
                </Base.List>
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      </CSPProvider>
      {note && (
        <p id={`${id}-note`} className="field-note">
          {note}
        </p>
      )}
    </div>
  );
}

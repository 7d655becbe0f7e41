/** Small controls that forms are made of, under our own styling. */
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import type { ReactNode } from 'react';
import { useId } from 'react';

export interface Option<T extends string> {
  value: T;
  label: string;
}

/** One of several: what it decides, what there is, and which is in force. */
export interface OneOf<T extends string> {
  label: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, all in sight. */
export function Choice<T extends string>({
  legend,
  options,
  value,
  onChange,
  hideLegend = false,
}: {
  legend: ReactNode;
  options: readonly Option<T>[];
  value: T | undefined;
  onChange: (value: T) => void;
  hideLegend?: boolean;
}) {
  const id = useId();
  return (
    <RadioGroup<T | null>
      className="choice"
      aria-labelledby={id}
      value={value ?? null}
      onValueChange={(chosen) => {
        if (chosen !== null) onChange(chosen);
      }}
    >
      <div id={id} className={hideLegend ? 'visually-hidden' : 'choice-legend'}>
        {legend}
      </div>
      <div className="choice-options">
        {options.map((option) => (
          <Radio.Root key={option.value} value={option.value} className="choice-option">
            {option.label}
          </Radio.Root>
        ))}
      </div>
    </RadioGroup>
  );
}

/** On or off. What is to be read beside it is its name. */
export function Switch({
  checked,
  onChange,
  children,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch in it is its control.
    <label className="switch">
      <span className="switch-text">{children}</span>
      <BaseSwitch.Root className="switch-track" checked={checked} onCheckedChange={onChange}>
        <BaseSwitch.Thumb className="switch-thumb" />
      </BaseSwitch.Root>
    </label>
  );
}

/** How far something is, with its words beside it. */
export function Progress({ label, value, max }: { label: string; value: number; max: number }) {
  return <progress aria-label={label} value={value} max={max} />;
}

/**
 * A number typed by a visitor. What is typed stays as it is until it is left or Enter is pressed; what cannot be
 * used is kept and explained, and the value in force does not change.
 */
import { useId, useState } from 'react';

export interface NumberFieldProps {
  label: string;
  value: number;
  /** Reads a text; undefined when it is no usable number. */
  parse: (text: string) => number | undefined;
  format?: (value: number) => string;
  /** What to enter, said when something else was. */
  hint: string;
  onChange: (value: number) => void;
  hideLabel?: boolean;
}

export function NumberField({
  label,
  value,
  parse,
  format = String,
  hint,
  onChange,
  hideLabel,
}: NumberFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const wrong = draft !== undefined && parse(draft) === undefined;
  const commit = () => {
    const number = draft === undefined ? undefined : parse(draft);
    if (number === undefined) return;
    setDraft(undefined);
    if (number !== value) onChange(number);
  };
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        className="number"
        value={draft ?? format(value)}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-hint` : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setDraft(undefined);
        }}
      />
      {wrong && (
        <p id={`${id}-hint`} className="field-hint" role="alert">
          {hint}
        </p>
      )}
    </div>
  );
}

/** A parser for numbers within limits. */
export function numberWithin(limits: { min: number; max: number }, whole = false) {
  return (text: string): number | undefined => {
    const number = text.trim() === '' ? Number.NaN : Number(text);
    const fits = number >= limits.min && number <= limits.max && (!whole || Number.isInteger(number));
    return fits ? number : undefined;
  };
}

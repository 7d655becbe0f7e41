/**
 * A number, or a list of them, typed by a visitor. What is typed stays as it is until Enter is pressed or the field is
 * left. What cannot be used is explained and not used; it stands until the field is left or the value changes from
 * outside. `draft.ts` has the rules.
 */
import { useId, useState } from 'react';
import { type Draft, drop, follow, isWrong, leave, take, type } from './draft.ts';

export interface ParsedFieldProps<T> {
  label: string;
  value: T;
  /** Reads a text; undefined when it cannot be used. */
  parse: (text: string) => T | undefined;
  format?: (value: T) => string;
  /** What to enter, said when something else was. */
  hint: string;
  onChange: (value: T) => void;
  hideLabel?: boolean;
  /** What an empty field stands for. */
  placeholder?: string;
  /** What it decides, in a sentence. */
  note?: string;
}

export function ParsedField<T>({
  label,
  value,
  parse,
  format = String,
  hint,
  onChange,
  hideLabel,
  placeholder,
  note,
}: ParsedFieldProps<T>) {
  const id = useId();
  const [kept, setDraft] = useState<Draft<T>>({ value });
  const draft = follow(kept, value);
  if (draft !== kept) setDraft(draft);
  const wrong = isWrong(draft, parse);
  const commit = (end: typeof take<T>) => {
    const { draft: next, changed } = end(draft, parse);
    setDraft(next);
    if (changed) onChange(changed.to);
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
        placeholder={placeholder}
        value={draft.text ?? format(value)}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-hint` : note ? `${id}-note` : undefined}
        onChange={(event) => setDraft(type(draft, event.target.value))}
        onBlur={() => commit(leave)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(take);
          if (event.key === 'Escape') setDraft(drop(draft));
        }}
      />
      {note && (
        <p id={`${id}-note`} className="field-note">
          {note}
        </p>
      )}
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

/** A parser for lists of numbers within limits, parted by commas or spaces; ascending, each once. */
export function numbersWithin(limits: { min: number; max: number }, most: number) {
  const parse = numberWithin(limits);
  return (text: string): number[] | undefined => {
    const parts = text.split(/[\s,;、，]+/).filter((part) => part !== '');
    const numbers = parts.map(parse);
    if (numbers.length === 0 || numbers.includes(undefined)) return undefined;
    const once = [...new Set(numbers as number[])].sort((a, b) => a - b);
    return once.length <= most ? once : undefined;
  };
}

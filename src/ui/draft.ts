/**
 * What stands in a field while it is edited: its draft, beside the value in force. Pure functions of the field's state,
 * so that what typing, leaving and changes from outside do to each other can be tested without a page.
 */

export interface Draft<T> {
  /** The value in force when this was last looked at. */
  value: T;
  /** What was typed and is not in force; undefined while nothing was. */
  text?: string;
}

/** Reads a text; undefined when it cannot be used. */
export type Parse<T> = (text: string) => T | undefined;

/** The field after its value was given anew: a value that has changed replaces whatever was being typed. */
export function follow<T>(draft: Draft<T>, value: T): Draft<T> {
  return same(draft.value, value) ? draft : { value };
}

export function type<T>({ value }: Draft<T>, text: string): Draft<T> {
  return { value, text };
}

/** Whether there is a text that cannot be used. */
export function isWrong<T>({ text }: Draft<T>, parse: Parse<T>): boolean {
  return text !== undefined && parse(text) === undefined;
}

/** What becomes of a draft, and the value to be reported, if it is another than that in force. */
interface Taken<T> {
  draft: Draft<T>;
  changed?: { to: T };
}

/** Enter: what can be used is taken; what cannot is kept, to be mended. */
export function take<T>(draft: Draft<T>, parse: Parse<T>): Taken<T> {
  const next = draft.text === undefined ? undefined : parse(draft.text);
  if (next === undefined) return { draft };
  return { draft: drop(draft), ...(!same(next, draft.value) && { changed: { to: next } }) };
}

/** Leaving the field: as Enter, but what cannot be used is dropped, or the field would go on saying what is not so. */
export function leave<T>(draft: Draft<T>, parse: Parse<T>): Taken<T> {
  return take(isWrong(draft, parse) ? drop(draft) : draft, parse);
}

/** Escape: back to the value in force. */
export function drop<T>({ value }: Draft<T>): Draft<T> {
  return { value };
}

/** Lists are compared by what is in them: a list that is made anew at every look is not a change. */
function same<T>(a: T, b: T): boolean {
  return Object.is(a, b) || (Array.isArray(a) && Array.isArray(b) && String(a) === String(b));
}

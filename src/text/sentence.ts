/** Sentences with values in them, some of which belong to a run and have its colour. */

/** A value that belongs to an arm; A is 0. */
export interface ArmValue {
  arm: number;
  text: string;
}
export type Sentence = readonly (string | ArmValue)[];

/** A template with its {names} replaced. A name without a value stays, so that it is seen. */
export function fill(template: string, values: Readonly<Record<string, string | Sentence>>): Sentence {
  return template.split(/(\{\w+\})/).flatMap((part): Sentence => {
    const value = values[part.slice(1, -1)];
    if (!part.startsWith('{') || value === undefined) return part === '' ? [] : [part];
    return typeof value === 'string' ? [value] : value;
  });
}

/** Values one after the other. */
export function listed(values: readonly ArmValue[], separator: string): Sentence {
  return values.flatMap((value, i): Sentence => (i === 0 ? [value] : [separator, value]));
}

export function plainText(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

/** Which key does what: the one list, for the page and for whoever asks. */

export const shortcuts = ['space', 'step', 'reset', 'present', 'help'] as const;
export type Shortcut = (typeof shortcuts)[number];

/** As `KeyboardEvent.key` has them. */
export const shortcutKeys: Record<Shortcut, string> = {
  space: ' ',
  step: 'ArrowRight',
  reset: 'r',
  present: 'p',
  help: '?',
};

/** What of a key press counts. */
export type Press = Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** The shortcut of a key press; with a modifier it is the browser's, and held down it counts once. */
export function shortcutOf({ key, repeat, ctrlKey, metaKey, altKey }: Press): Shortcut | undefined {
  if (repeat || ctrlKey || metaKey || altKey) return undefined;
  const wanted = key.length === 1 ? key.toLowerCase() : key;
  return shortcuts.find((shortcut) => shortcutKeys[shortcut] === wanted);
}

import { expect, test } from 'vitest';
import { type Press, shortcutOf } from './shortcuts.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  repeat: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

test('each key has its meaning, capital or not, and others have none', () => {
  const keys = [' ', 'ArrowRight', 'r', 'R', 'p', '?', 'x', 'ArrowLeft'];
  expect(keys.map((key) => shortcutOf(press(key)))).toEqual([
    'space',
    'step',
    'reset',
    'reset',
    'present',
    'help',
    undefined,
    undefined,
  ]);
});

test.each(['ctrlKey', 'metaKey', 'altKey', 'repeat'] as const)('with %s it is not ours', (modifier) => {
  expect(shortcutOf(press('r', { [modifier]: true }))).toBeUndefined();
});

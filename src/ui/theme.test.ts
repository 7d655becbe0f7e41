import { expect, test } from 'vitest';
import { nextTheme, themeOf, themes } from './theme.ts';

test('what was kept is the theme, and nonsense leaves it to the system', () => {
  expect(themes.map(themeOf)).toEqual([...themes]);
  expect([null, '', 'Dark', 'blue'].map(themeOf)).toEqual(['system', 'system', 'system', 'system']);
});

test('a switch goes through all themes and begins anew', () => {
  expect(themes.map(nextTheme)).toEqual(['light', 'dark', 'system']);
});

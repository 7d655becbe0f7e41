import { expect, test } from 'vitest';
import { followPreset, useSweep } from './state.ts';

test('the sweep follows the preset that is compared, and keeps a choice of its own until that is another', () => {
  const preset = () => useSweep.getState().preset;
  followPreset('modern');
  expect(preset()).toBe('modern');
  useSweep.setState({ preset: 'paper' });
  followPreset('modern');
  expect(preset()).toBe('paper');
  followPreset(undefined);
  expect(preset()).toBe('paper');
  followPreset('article');
  expect(preset()).toBe('article');
});

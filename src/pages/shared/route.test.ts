import { expect, test } from 'vitest';
import { pageOf } from './route.ts';

test('the hash names the page, and anything else means the main one', () => {
  expect(['#reproduce', '#sweep', '#compare', '', '#nowhere'].map(pageOf)).toEqual([
    'reproduce',
    'sweep',
    'compare',
    'compare',
    'compare',
  ]);
});

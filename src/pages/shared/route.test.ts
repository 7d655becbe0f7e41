import { expect, test } from 'vitest';
import { pageOf } from './route.ts';

test('the hash names the page, and anything else means the main one', () => {
  expect(['#inside', '#reproduce', '#sweep', '#compare', '', '#nowhere'].map(pageOf)).toEqual([
    'inside',
    'reproduce',
    'sweep',
    'compare',
    'compare',
    'compare',
  ]);
});

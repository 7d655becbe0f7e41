import { expect, test } from 'vitest';
import { fill, listed, plainText } from './sentence.ts';

test('names are replaced by values, and values of runs stay theirs', () => {
  const values = listed(
    [
      { arm: 0, text: 'A 3' },
      { arm: 1, text: 'B 5' },
    ],
    ', ',
  );
  const sentence = fill('At {step}: {values}.', { step: '12', values });
  expect(sentence).toEqual(['At ', '12', ': ', { arm: 0, text: 'A 3' }, ', ', { arm: 1, text: 'B 5' }, '.']);
  expect(plainText(sentence)).toBe('At 12: A 3, B 5.');
});

test('a name without a value is seen', () => {
  expect(plainText(fill('{a} and {b}', { a: '1' }))).toBe('1 and {b}');
});

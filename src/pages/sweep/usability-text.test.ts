import { expect, test } from 'vitest';
import { texts } from '../../text/text.ts';
import { usabilityText } from './usability-text.ts';

test('what is usable, what is not, and what cannot be said are told apart', () => {
  expect(usabilityText({ kind: 'range', from: 1e-4, to: 1e-2 }, texts.en)).toBe('1E-4 to 1E-2');
  expect(usabilityText({ kind: 'none', judged: 9, rates: 9 }, texts.en)).toBe('at no rate');
  expect(usabilityText({ kind: 'none', judged: 3, rates: 9 }, texts.en)).toBe(
    'none of the rates judged (3 of 9)',
  );
  expect(usabilityText({ kind: 'too-few-seeds', seeds: 2 }, texts.en)).toBe(
    'not judged with 2 seeds (needs 3)',
  );
  expect(usabilityText({ kind: 'too-few-seeds', seeds: 1 }, texts.en)).toBe(
    'not judged with 1 seed (needs 3)',
  );
  expect(usabilityText({ kind: 'not-measured' }, texts.en)).toBe('not measured');
  expect(usabilityText({ kind: 'not-measured' }, texts.ja)).toBe('未測定');
});

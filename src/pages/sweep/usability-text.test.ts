import { expect, test } from 'vitest';
import { sweepTexts } from '../../text/sweep.ts';
import { usabilityText } from './usability-text.ts';

test('what is usable, what is not, and what cannot be said are told apart', () => {
  expect(usabilityText({ kind: 'range', from: 1e-4, to: 1e-2 }, sweepTexts.en)).toBe('1E-4 to 1E-2');
  expect(usabilityText({ kind: 'none', judged: 9, rates: 9 }, sweepTexts.en)).toBe('at no rate');
  expect(usabilityText({ kind: 'none', judged: 3, rates: 9 }, sweepTexts.en)).toBe(
    'none of the rates judged (3 of 9)',
  );
  expect(usabilityText({ kind: 'too-few-seeds', seeds: 2 }, sweepTexts.en)).toBe(
    'not judged with 2 seeds (needs 3)',
  );
  expect(usabilityText({ kind: 'too-few-seeds', seeds: 1 }, sweepTexts.en)).toBe(
    'not judged with 1 seed (needs 3)',
  );
  expect(usabilityText({ kind: 'not-measured' }, sweepTexts.en)).toBe('not measured');
  expect(usabilityText({ kind: 'not-measured' }, sweepTexts.ja)).toBe('未測定');
});

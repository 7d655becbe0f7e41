import { expect, test } from 'vitest';
import type { Statement } from '../../domain/now.ts';
import { texts } from '../../text/text.ts';
import { isMilestone, statementText } from './now-text.ts';

const all: Statement[] = [
  { kind: 'waiting' },
  { kind: 'beginning' },
  { kind: 'nan', run: 0, step: 7, isSumOfLogs: false },
  { kind: 'nan', run: 0, step: 7, isSumOfLogs: true },
  { kind: 'collapsed', run: 0, digit: 1, step: 1104 },
  { kind: 'collapsed', run: 0, digit: 1, step: 1104, saturation: 0.9961 },
  { kind: 'plateau', run: 1, accuracy: 0.8712, step: 300 },
  { kind: 'fallen', run: 1, from: 0.91, step: 300 },
  { kind: 'ahead', run: 1, other: 0, points: 0.0312, step: 300 },
  { kind: 'alike', accuracy: 0.951, step: 300 },
  { kind: 'reached', run: 1, other: 0, milestone: 0.95, step: 200 },
  { kind: 'endedAhead', run: 1, other: 0, points: 0.012 },
  { kind: 'endedAlike', accuracy: 0.983 },
];

test.each(['en', 'ja'] as const)(
  'every statement is a sentence of its own, without holes: %s',
  (language) => {
    const names = language === 'en' ? ['A without BN', 'B with BN'] : ['A BN なし', 'B BN あり'];
    const sentences = all.map((statement) => statementText(statement, names, texts[language]));
    expect(new Set(sentences).size).toBe(all.length);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/[.。]$/);
      expect(sentence).not.toMatch(/undefined|NaN%|\[object/);
    }
  },
);

test('numbers are the measured ones', () => {
  const names = ['A without BN', 'B with BN'];
  expect(statementText(all[5]!, names, texts.en)).toBe(
    'A without BN answers 1 to everything since step 1,104: its first softmax is saturated at 1.00, so hardly any gradient comes back.',
  );
  expect(statementText(all[8]!, names, texts.en)).toBe(
    'B with BN is 3.1 points ahead of A without BN at step 300.',
  );
});

test('a screen reader is told of what happened once, and not of each number', () => {
  expect(all.filter(isMilestone).map(({ kind }) => kind)).not.toContain('ahead');
  expect(all.filter(isMilestone)).toHaveLength(9);
});

import { expect, test } from 'vitest';
import { texts } from '../../text/text.ts';
import { stepsPerSecondText } from './speed-text.ts';

const run = (millisecondsPerStep?: number) => ({
  summary: { ...(millisecondsPerStep !== undefined && { millisecondsPerStep }) },
});

test('the slowest run sets the pace', () => {
  expect(stepsPerSecondText([run(100), run(300)], texts.en)).toBe('3.3 steps/s');
  expect(stepsPerSecondText([run(6), run(5)], texts.en)).toBe('167 steps/s');
  expect(stepsPerSecondText([run(100), run(100)], texts.ja)).toBe('10 ステップ/秒');
});

test('before every run has made a step nothing is said', () => {
  expect(stepsPerSecondText([run(100), run()], texts.en)).toBe('');
  expect(stepsPerSecondText([run(0), run(0)], texts.en)).toBe('');
});

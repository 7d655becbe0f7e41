import { describe, expect, it } from 'vitest';
import { type DataProblem, dataStateSchema } from '../data/messages.ts';
import { type Problem, problemText, problemWords } from './problems.ts';

const cutOff: DataProblem = {
  code: 'truncated',
  values: { file: 'train-5000.bin', received: 1_234, expected: 56_789 },
};

describe('problemText', () => {
  it('says what was wrong and what to do, with the values', () => {
    expect(problemText(cutOff, 'en')).toBe(
      'train-5000.bin was cut off: 1,234 of 56,789 bytes arrived. Press Retry: what has arrived is kept.',
    );
    expect(problemText(cutOff, 'ja')).toBe(
      'train-5000.bin の受信が途中で切れました(56,789 バイトのうち 1,234 バイトを受信)。「再試行」を押してください。受信済みの分はそのまま使います。',
    );
  });

  it('ends a sentence once, also when the reason is one itself', () => {
    const problem: Problem = { code: 'worker-stopped', values: { reason: 'Error: out of memory.' } };
    expect(problemText(problem, 'en')).toBe(
      'The training program stopped: Error: out of memory. Press Reset to train again.',
    );
  });

  it('has words for a problem that came through a message', () => {
    const state = { phase: 'failed', startable: false, loadedBytes: 0, totalBytes: 0, fromCache: true };
    const { error } = dataStateSchema.parse({ ...state, error: cutOff });
    expect(problemText(error!, 'en')).toBe(problemText(cutOff, 'en'));
  });
});

describe('the words of the problems', () => {
  const codes = Object.keys(problemWords.en) as Problem['code'][];

  it.each(codes)('of %s are sentences, and Japanese in Japanese', (code) => {
    const values = {
      file: 'x.bin',
      reason: 'why',
      check: 'gzip',
      split: 'test',
      place: '',
      row: 1,
      status: 404,
    };
    const own = { name: 'Shapes', magic: '89504e47', rows: 32, columns: 32, count: 3, most: 2, expected: 5 };
    const pairs = { images: 3, labels: 2, other: 'y.bin', label: 12, first: 'x.bin', second: 'y.bin' };
    const wide = { ...values, ...own, ...pairs, received: 1, seconds: 2 };
    const problem = { code, values: wide } as unknown as Problem;
    expect(problemText(problem, 'en')).toMatch(/^[A-Zmx].*[^.]\. .*[^.]\.$/);
    expect(problemText(problem, 'en', 'queue')).not.toMatch(/Reset/);
    expect(problemText(problem, 'ja', 'queue')).not.toMatch(/リセット/);
    expect(problemText(problem, 'en')).not.toMatch(/undefined|[\u3040-\u9fff]/);
    expect(problemText(problem, 'ja')).toMatch(/[\u3040-\u9fff]。.*[\u3040-\u9fff]。$|。.*。$/);
    expect(problemText(problem, 'ja')).not.toMatch(/undefined/);
  });
});

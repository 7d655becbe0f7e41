import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { comparisonRuns } from '../domain/config.ts';
import { presetComparison } from '../domain/presets.ts';
import { isRecordingOf, parseRecorded } from './recorded.ts';

const file = new URL('../../public/recorded/article-1e-3.json', import.meta.url);

test('the recording of the default comparison exists, is whole, and is of that comparison', () => {
  expect(existsSync(file)).toBe(true);
  const recorded = parseRecorded(readFileSync(file, 'utf8'));
  const runs = comparisonRuns(presetComparison('article'));
  expect(isRecordingOf(recorded, runs)).toBe(true);
  expect(isRecordingOf(recorded, comparisonRuns({ ...presetComparison('article'), seed: 2 }))).toBe(false);
  for (const run of recorded.runs) {
    expect(run.loss.steps).toHaveLength(1000);
    expect(run.accuracy.steps).toHaveLength(21);
  }
});

test('a broken recording is refused', () => {
  expect(() => parseRecorded('{"date": 1}')).toThrow();
  expect(() => parseRecorded('<!doctype html>')).toThrow();
});

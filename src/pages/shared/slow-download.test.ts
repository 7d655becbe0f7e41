import { expect, test } from 'vitest';
import { downloadTimeLeft, isLong } from './slow-download.ts';

const from = { at: 1_000, bytes: 10_000 };

test('nothing is said of a download that has only begun', () => {
  expect(downloadTimeLeft(from, { at: 4_900, bytes: 12_000 }, 480_000)).toBeUndefined();
  expect(isLong(undefined)).toBe(false);
});

test('what is left takes as long as it took until now', () => {
  const left = downloadTimeLeft(from, { at: 11_000, bytes: 20_000 }, 480_000);
  expect(left).toBe(460_000);
  expect(isLong(left)).toBe(true);
});

test('what is there in a minute is not slow, and what does not come at all is', () => {
  expect(isLong(downloadTimeLeft(from, { at: 6_000, bytes: 60_000 }, 480_000))).toBe(false);
  expect(isLong(downloadTimeLeft(from, { at: 6_000, bytes: 10_000 }, 480_000))).toBe(true);
});

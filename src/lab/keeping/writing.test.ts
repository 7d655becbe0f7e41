import { expect, test } from 'vitest';
import { Writing } from './writing.ts';

test('what comes while something is written is written once more, and news at any moment is', async () => {
  let state = 0;
  const written: number[] = [];
  const writing = new Writing(async () => {
    const now = state;
    await Promise.resolve();
    written.push(now);
  });
  const tell = () => {
    state++;
    writing.ask();
  };
  tell();
  tell();
  tell();
  await writing.settled();
  // The first begins at once; the others are one.
  expect(written).toEqual([1, 3]);

  // However many moments lie between two pieces of news, the last one is written.
  for (let moments = 0; moments < 12; moments++) {
    tell();
    for (let i = 0; i < moments; i++) await Promise.resolve();
    tell();
    await writing.settled();
    expect(written.at(-1)).toBe(state);
  }
});

import { expect, test } from 'vitest';
import { nextTask } from './next-task.ts';

test('a new task comes after everything that is due, and each waiter has its own', async () => {
  const order: string[] = [];
  const first = nextTask().then(() => order.push('first'));
  const second = nextTask().then(() => order.push('second'));
  queueMicrotask(() => order.push('microtask'));
  await Promise.all([first, second]);
  expect(order).toEqual(['microtask', 'first', 'second']);
});

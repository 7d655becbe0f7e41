import { expect, test } from 'vitest';
import { ContextLost } from '../engine/webgl-context.ts';
import { problemOf, problemSchema } from './problem.ts';

test.each([
  ['a lost context', new ContextLost(), { code: 'context-lost', values: {} }],
  [
    'an engine that failed',
    new Error('No memory left.'),
    { code: 'engine-failed', values: { reason: 'No memory left.' } },
  ],
  ['anything else that was thrown', 'why', { code: 'engine-failed', values: { reason: 'why' } }],
  // The browser's own errors have codes too, and they are numbers.
  [
    'an error of the browser',
    new DOMException('Refused.', 'DataCloneError'),
    { code: 'engine-failed', values: { reason: 'Refused.' } },
  ],
])('%s is told as a code, without words', (_, error, problem) => {
  expect(problemOf(error)).toEqual(problem);
  expect(problemSchema.safeParse(problemOf(error)).success).toBe(true);
});

import { expect, test } from 'vitest';
import type { TrainedStep } from '../domain/trained-step.ts';
import { Outbox } from './outbox.ts';

const step = (number: number): TrainedStep => ({
  step: number,
  loss: 1,
  correct: 1,
  count: 1,
  saturation: 0.5,
  milliseconds: 1,
});

test('fast steps go out together, in order, and a slow one at once', () => {
  const sent: number[][] = [];
  const outbox = new Outbox((steps) => sent.push(steps.map((entry) => entry.step)));
  outbox.add(step(1), 1000);
  outbox.add(step(2), 1010);
  outbox.add(step(3), 1020);
  outbox.add(step(4), 1060);
  outbox.add(step(5), 1070);
  outbox.flush(1080);
  outbox.flush(1090);
  expect(sent).toEqual([[1], [2, 3, 4], [5]]);
});

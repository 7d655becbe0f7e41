import { beforeEach, expect, test, vi } from 'vitest';
import type { DataState } from '../data/data-loader.ts';
import { ownData } from '../domain/data-set.testing.ts';
import { MNIST } from '../domain/data-set.ts';
import { ChosenData } from './chosen-data.ts';

const ready: DataState = { phase: 'ready', startable: true, loadedBytes: 9, totalBytes: 9, fromCache: true };
const waiting: DataState = { ...ready, phase: 'loading', startable: false };
const other = ownData({ hash: 'cd'.repeat(32), name: 'Others' });

let states: DataState[];
let answers: ((isThere: boolean) => void)[];
let chosen: ChosenData;
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  states = [];
  answers = [];
  chosen = new ChosenData(MNIST, waiting, {
    open: () =>
      new Promise((resolve) => {
        answers.push(resolve);
      }),
    onState: (state) => states.push(state),
  });
});

test('of MNIST all is told, until others are chosen', async () => {
  chosen.setMnist(ready);
  expect(states).toEqual([ready]);
  chosen.choose(ownData());
  chosen.setMnist(waiting);
  expect(states.at(-1)).toMatchObject({ phase: 'loading', startable: false });
  answers[0]!(true);
  await settled();
  expect(states.at(-1)).toMatchObject({ phase: 'ready', startable: true });
  chosen.choose(MNIST);
  expect(states.at(-1)).toBe(waiting);
});

test('own data that are not here are named, and looked for again', async () => {
  chosen.choose(ownData());
  answers[0]!(false);
  await settled();
  expect(states.at(-1)).toMatchObject({
    phase: 'failed',
    startable: false,
    error: { code: 'own-missing', values: { name: 'Shapes' } },
  });
  expect(chosen.retry()).toBe(true);
  answers[1]!(true);
  await settled();
  expect(states.at(-1)).toMatchObject({ phase: 'ready', startable: true });
  expect(states.at(-1)).not.toHaveProperty('error');
});

test('an answer about data that are no longer chosen is not heard', async () => {
  chosen.choose(ownData());
  chosen.choose(other);
  answers[1]!(true);
  await settled();
  const before = states.length;
  answers[0]!(false);
  await settled();
  expect(states).toHaveLength(before);
  chosen.choose(MNIST);
  expect(chosen.retry()).toBe(false);
});

test('other names change nothing of what is there', () => {
  chosen.choose(ownData());
  chosen.choose(ownData({ name: 'Forms' }));
  expect(answers).toHaveLength(1);
});

test('a line that breaks is as if they were not here', async () => {
  const onState = vi.fn();
  const broken = new ChosenData(MNIST, waiting, { open: () => Promise.reject(new Error('gone')), onState });
  broken.choose(ownData());
  await settled();
  expect(onState).toHaveBeenLastCalledWith(expect.objectContaining({ phase: 'failed' }));
});

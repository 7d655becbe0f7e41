import { expect, test } from 'vitest';
import type { RunView } from '../comparison/state.ts';
import { machineOf } from './machine.ts';

const made = { engine: 'wasm' } as RunView;
const unmade = {} as RunView;
const broken = { problem: { code: 'context-lost', values: {} } } as RunView;
const quiet = { status: 'idle', measuring: 'known' } as const;

test('the machine is free when every network is ready, or will never be', () => {
  const idle = (...runs: RunView[]) => machineOf({ status: 'idle', runs }, quiet);
  expect(idle(made, unmade)).toBe('opening');
  expect(idle(made, made)).toBe('free');
  expect(idle(made, broken)).toBe('free');
});

test.each(['running', 'starting', 'pausing'] as const)(
  'a lab that is %s has the machine for itself',
  (status) => {
    expect(machineOf({ status, runs: [made] }, quiet)).toBe('training');
  },
);

test.each(['paused', 'finished'] as const)('a lab that is %s leaves it to others', (status) => {
  expect(machineOf({ status, runs: [made] }, quiet)).toBe('free');
  expect(machineOf({ status, runs: [made] }, { ...quiet, status: 'running' })).toBe('training');
  expect(machineOf({ status, runs: [made] }, { ...quiet, measuring: 'running' })).toBe('training');
  expect(machineOf({ status, runs: [made] }, { ...quiet, status: 'paused' })).toBe('free');
});

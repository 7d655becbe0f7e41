import { expect, test } from 'vitest';
import { presetRun } from '../../domain/presets.ts';
import { RunRecord } from '../../domain/run-record.ts';
import type { RunView } from '../../lab/comparison/state.ts';
import { phaseOf, standingsOf } from './now-state.ts';

function view(steps: number, problem?: RunView['problem']): RunView {
  const record = new RunRecord(presetRun('article'));
  for (let step = 1; step <= steps; step++)
    record.addStep({ step, loss: 1, correct: 5, count: 50, saturation: 0.5, milliseconds: 1 });
  return {
    record,
    version: record.version,
    summary: record.summary,
    ended: false,
    diverged: false,
    checkpoints: [],
    ...(problem && { problem }),
  };
}

test('a pause is a part of the run, which begins with its first step', () => {
  const phase = (status: Parameters<typeof phaseOf>[0]['status'], steps: number) =>
    phaseOf({ status, runs: [view(steps), view(0)] });
  expect(phase('idle', 0)).toBe('idle');
  expect(phase('starting', 0)).toBe('starting');
  expect(phase('paused', 0)).toBe('idle');
  expect(phase('running', 1)).toBe('running');
  expect(phase('paused', 1)).toBe('running');
  expect(phase('finished', 1)).toBe('finished');
});

test('a run that could not go on is told from one that ended', () => {
  const runs = [view(2), view(1, { code: 'context-lost', values: {} })];
  expect(standingsOf({ runs }).map(({ step, broken }) => [step, broken])).toEqual([
    [2, false],
    [1, true],
  ]);
});

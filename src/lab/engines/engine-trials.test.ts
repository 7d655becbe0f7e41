import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { automaticEngines } from '../../engine/catalogue.ts';
import type { TrialAnswer, TrialRequest } from '../../worker/trial-messages.ts';
import { EngineTrials, type Trier } from './engine-trials.ts';
import { EngineMemory } from './memory.ts';

const processor = automaticEngines('processor')[0]!;

class FakeTrier implements Trier {
  readonly requests: TrialRequest[] = [];
  answer: (answer: TrialAnswer | undefined) => void = () => {};
  isDisposed = false;

  ask(request: TrialRequest, onAnswer: (answer: TrialAnswer | undefined) => void): void {
    this.requests.push(request);
    this.answer = onAnswer;
  }
  dispose(): void {
    this.isDisposed = true;
  }
}

let triers: FakeTrier[] = [];
let kept: string | null = null;
const storage = {
  getItem: () => kept,
  setItem: (_key: string, text: string) => {
    kept = text;
  },
};

function open(): EngineTrials {
  const memory = new EngineMemory(() => storage, { version: '1', agent: 'test', cores: 2 });
  return new EngineTrials(
    () => {
      triers.push(new FakeTrier());
      return triers.at(-1)!;
    },
    memory,
    true,
  );
}

/** Nobody has used the machine for a while. */
function calm(trials: EngineTrials): void {
  trials.setMachine('free');
  vi.advanceTimersByTime(1_000);
}

const right = (milliseconds: number): TrialAnswer => ({
  type: 'finding',
  finding: { outcome: 'right', milliseconds },
});
const card: TrialAnswer = {
  type: 'card',
  card: { renderer: 'Apple GPU', software: false, float32Targets: true },
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  triers = [];
  kept = null;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('one worker tries all engines, gives its memory back, and the next visit knows', () => {
  const trials = open();
  calm(trials);
  const [trier] = triers as [FakeTrier];
  trier.answer(card);
  expect(trials.store.getState().measuring).toEqual({ engine: processor, waits: false });
  trier.answer(right(80));
  trier.answer(right(6));
  expect(triers).toHaveLength(1);
  expect(trier.isDisposed).toBe(true);
  expect(trials.store.getState()).toEqual({
    knowledge: {
      findings: {
        [processor]: { outcome: 'right', milliseconds: 80 },
        webgl: { outcome: 'right', milliseconds: 6 },
      },
      refusals: {},
    },
    isAsGoodAsComplete: true,
  });
  expect(open().store.getState()).toEqual(trials.store.getState());
});

test('a driver that is not ready within a minute is given up, and its worker ended', () => {
  const trials = open();
  calm(trials);
  const [trier] = triers as [FakeTrier];
  trier.answer(card);
  trier.answer(right(80));
  vi.advanceTimersByTime(59_000);
  expect(trials.store.getState().measuring).toEqual({ engine: 'webgl', waits: false });
  vi.advanceTimersByTime(2_000);
  expect(trier.isDisposed).toBe(true);
  expect(trials.store.getState().knowledge.findings.webgl).toEqual({ outcome: 'refused', why: 'late' });
  // What it still says is not heard.
  trier.answer(right(1));
  expect(trials.store.getState().knowledge.findings.webgl).toEqual({ outcome: 'refused', why: 'late' });
});

test('workers that die, or never come, leave the processor, whatever it was to be tried with', () => {
  const trials = open();
  calm(trials);
  triers[0]!.answer(undefined);
  // Each engine of the processor has its turn, with a worker of its own.
  for (let i = 1; i < triers.length; i++) triers[i]!.answer({ type: 'failed', reason: 'Out of memory.' });
  expect(triers).toHaveLength(1 + automaticEngines('processor').length);
  expect(trials.store.getState().measuring).toBeUndefined();
  expect(kept).toBeNull();
});

test('measuring begins when the machine has been free for a second, without a break', () => {
  const trials = open();
  trials.setMachine('free');
  vi.advanceTimersByTime(900);
  trials.setMachine('training');
  vi.advanceTimersByTime(2_000);
  trials.setMachine('free');
  vi.advanceTimersByTime(900);
  // Said again, it is no new beginning.
  trials.setMachine('free');
  expect(triers).toHaveLength(0);
  vi.advanceTimersByTime(100);
  expect(triers).toHaveLength(1);
});

test('says that a measurement waits for a run', () => {
  const trials = open();
  trials.setMachine('training');
  expect(trials.store.getState().measuring).toEqual({ engine: processor, waits: true });
  expect(triers).toHaveLength(0);
});

test('who names an engine has nothing measured, and what is refused is forgiven when it is named again', () => {
  const trials = open();
  trials.want(false);
  calm(trials);
  expect(triers).toHaveLength(0);
  trials.refuse('webgl', 'no-webgl');
  expect(trials.store.getState().knowledge.refusals).toEqual({ webgl: 'no-webgl' });
  trials.forgive();
  expect(trials.store.getState().knowledge.refusals).toEqual({});
});

/** What happened in a run at one step, to be marked on its charts. */
import type { RunConfig } from './config.ts';
import { changesOf, firstRate } from './learning-rate.ts';
import type { Verdict } from './verdict.ts';

export type RunEvent =
  /** The first step that is trained with another learning rate. */
  | { step: number; kind: 'rate'; from: number; to: number }
  | { step: number; kind: 'collapsed'; class: number }
  | { step: number; kind: 'nan' }
  /** Where the plateau began that the run is on. */
  | { step: number; kind: 'plateau' };

interface Run {
  config: Pick<RunConfig, 'learningRate'>;
  verdict: Verdict;
  /** Steps made; without it the run is over, and all of its schedule has come about. */
  step?: number;
}

/** Changes of the rate at most so many steps apart are one: a slider that is drawn makes one at each step. */
const TOGETHER = 10;

/** The events of a run, in order of steps. */
export function runEvents({ config, verdict, step = Number.POSITIVE_INFINITY }: Run): RunEvent[] {
  const events: RunEvent[] = [...rateEvents(config, step), ...verdictEvents(verdict)];
  return events.sort((a, b) => a.step - b.step);
}

function rateEvents({ learningRate }: Run['config'], until: number): RunEvent[] {
  const moves: { step: number; last: number; from: number; to: number }[] = [];
  let rate = firstRate(learningRate);
  for (const { fromStep, value } of changesOf(learningRate)) {
    if (fromStep > until) break;
    const move = moves.at(-1);
    if (move && fromStep - move.last <= TOGETHER) {
      move.last = fromStep;
      move.to = value;
    } else moves.push({ step: fromStep, last: fromStep, from: rate, to: value });
    rate = value;
  }
  // One that was moved there and back has not changed.
  return moves
    .filter(({ from, to }) => from !== to)
    .map(({ step, from, to }) => ({ step, kind: 'rate', from, to }));
}

function verdictEvents(verdict: Verdict): RunEvent[] {
  switch (verdict.kind) {
    case 'collapsed':
      return [{ step: verdict.step, kind: 'collapsed', class: verdict.class }];
    case 'nan':
    case 'plateau':
      return [{ step: verdict.step, kind: verdict.kind }];
    default:
      return [];
  }
}

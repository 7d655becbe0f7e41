/**
 * Finds out which engines compute rightly here and how fast they are, beside whatever else the page does.
 *
 * What happens is decided in `core.ts`; here it is done.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineName } from '../../engine/catalogue.ts';
import type { Knowledge, Refusal } from '../../engine/findings.ts';
import type { TrialAnswer, TrialRequest } from '../../worker/trial-messages.ts';
import {
  decideTrials,
  isAsGoodAsComplete,
  type Machine,
  newTrials,
  pendingEngine,
  type TrialsCommand,
  type TrialsCore,
  type TrialsEvent,
} from './core.ts';
import type { EngineMemory } from './memory.ts';

/** Milliseconds that an engine has to get ready and be measured; a run would have to wait as long for it. */
const LIMIT = 60_000;

/**
 * Milliseconds for which the machine must have been free. Who opens the page and presses Run does not find it taken by a
 * graphics driver that wakes up.
 */
const CALM = 1_000;

/** A worker that tries engines. It says once what became of each question: its answer, or undefined when it died. */
export interface Trier {
  ask(request: TrialRequest, onAnswer: (answer: TrialAnswer | undefined) => void): void;
  dispose(): void;
}

export interface TrialsState {
  knowledge: Knowledge;
  /** The engine that is being measured, or shall be as soon as nobody trains. */
  measuring?: { engine: EngineName; waits: boolean };
  /** Whether all is measured but for what is drawn by software, which hardly ever wins. */
  isAsGoodAsComplete: boolean;
}

export class EngineTrials {
  readonly store: StoreApi<TrialsState>;
  readonly #createTrier: () => Trier;
  readonly #memory: EngineMemory;
  #core: TrialsCore;
  #trier: Trier | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #calm: ReturnType<typeof setTimeout> | undefined;

  constructor(createTrier: () => Trier, memory: EngineMemory, isWanted: boolean) {
    this.#createTrier = createTrier;
    this.#memory = memory;
    this.#core = newTrials(isWanted, memory.recall());
    this.store = createStore<TrialsState>(() => viewOf(this.#core));
  }

  /** Whether anybody wants the fastest engine, or all have theirs. */
  want(isWanted: boolean): void {
    if (isWanted !== this.#core.isWanted) this.#do({ type: 'wanted', isWanted });
  }

  /** What the machine is at; measuring begins when it has been free for a while. */
  setMachine(machine: Machine): void {
    if (machine !== 'free') {
      clearTimeout(this.#calm);
      this.#calm = undefined;
      if (machine !== this.#core.machine) this.#do({ type: 'machine', machine });
    } else if (this.#core.machine !== 'free')
      this.#calm ??= setTimeout(() => {
        this.#calm = undefined;
        this.#do({ type: 'machine', machine });
      }, CALM);
  }

  /** Measures everything once more. */
  again(): void {
    this.#do({ type: 'again' });
  }

  /** An engine did not start when a run was to be trained. */
  refuse(engine: EngineName, why: Refusal): void {
    this.#do({ type: 'refuse', engine, why });
  }

  /** Lets engines that did not start try again. */
  forgive(): void {
    if (Object.keys(this.#core.knowledge.refusals).length > 0) this.#do({ type: 'forgive' });
  }

  #do(event: TrialsEvent): void {
    const [core, commands] = decideTrials(this.#core, event);
    this.#core = core;
    for (const command of commands) this.#obey(command);
    this.store.setState(viewOf(core), true);
  }

  #obey(command: TrialsCommand): void {
    clearTimeout(this.#timer);
    switch (command.type) {
      case 'ask': {
        const { task, request } = command;
        this.#trier ??= this.#createTrier();
        this.#trier.ask(request, (answer) => this.#hear(task, answer));
        this.#timer = setTimeout(() => this.#giveUp(task), LIMIT);
        break;
      }
      case 'stop':
        this.#trier?.dispose();
        this.#trier = undefined;
        break;
      case 'remember':
        this.#memory.keep(command.remembered);
        break;
    }
  }

  #hear(task: number, answer: TrialAnswer | undefined): void {
    if (answer?.type === 'card') this.#do({ type: 'card', task, card: answer.card });
    else if (answer?.type === 'finding') this.#do({ type: 'finding', task, finding: answer.finding });
    else {
      console.warn('An engine could not be tried:', answer?.reason ?? 'its worker stopped.');
      this.#do({ type: 'failed', task });
    }
  }

  #giveUp(task: number): void {
    this.#trier?.dispose();
    this.#trier = undefined;
    this.#do({ type: 'finding', task, finding: { outcome: 'refused', why: 'late' } });
  }
}

function viewOf(core: TrialsCore): TrialsState {
  const engine = pendingEngine(core);
  const waits = core.task === undefined && core.machine === 'training';
  return {
    knowledge: core.knowledge,
    ...(engine && { measuring: { engine, waits } }),
    isAsGoodAsComplete: isAsGoodAsComplete(core),
  };
}

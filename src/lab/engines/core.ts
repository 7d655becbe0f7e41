/**
 * What is tried of the engines, and when, as a pure function: a state and an event give a state and commands.
 *
 * The processor's engine comes first, as that takes a moment; then the graphics card's. Nothing begins while anybody
 * trains. A graphics card that compiles for long goes on beside a run; drawn by software it would take the processor
 * from the run, so it stops, as the processor's own trial does, and begins anew when the machine is free.
 */
import { automaticEngines, type EngineName, usesWebGL } from '../../engine/catalogue.ts';
import { rivals } from '../../engine/choose.ts';
import {
  type Finding,
  type Findings,
  type Knowledge,
  NOTHING_KNOWN,
  type Refusal,
} from '../../engine/findings.ts';
import type { WebGLReport } from '../../engine/webgl-context.ts';
import type { TrialRequest } from '../../worker/trial-messages.ts';

/** What the machine is at: `opening` makes networks ready. */
export type Machine = 'opening' | 'free' | 'training';

/** What was found on this device before; `renderer` is null where there was no WebGL. */
export interface Remembered {
  renderer: string | null;
  findings: Findings;
}

interface Task {
  readonly id: number;
  /** An engine to be tried, or the graphics card to be looked at. */
  readonly what: EngineName | 'card';
  /** Others were at work beside it: what took long may have been held up. */
  readonly disturbed: boolean;
}

export interface TrialsCore {
  /** Whether the fastest engine is wanted at all. */
  readonly isWanted: boolean;
  readonly machine: Machine;
  readonly knowledge: Knowledge;
  /** Engines whose findings need not be renewed. */
  readonly fresh: readonly EngineName[];
  /** Null: there is none. Undefined: nobody has looked since the page was opened. */
  readonly card: WebGLReport | null | undefined;
  /** The renderer of the device that the findings are of. */
  readonly renderer: string | null | undefined;
  readonly task: Task | undefined;
  readonly lastTask: number;
  /** Whether there is something new to remember, and whether it is sure: a trial that broke off may go well next time. */
  readonly isNews: boolean;
  readonly isSure: boolean;
}

export type TrialsEvent =
  | { type: 'wanted'; isWanted: boolean }
  | { type: 'machine'; machine: Machine }
  /** Try all once more; until then what was found holds. */
  | { type: 'again' }
  /** An engine did not start for a run. */
  | { type: 'refuse'; engine: EngineName; why: Refusal }
  /** What did not start may be tried again. */
  | { type: 'forgive' }
  | { type: 'card'; task: number; card: WebGLReport | null }
  | { type: 'finding'; task: number; finding: Finding }
  | { type: 'failed'; task: number };

export type TrialsCommand =
  | { type: 'ask'; task: number; request: TrialRequest }
  /** Ends the worker, and whatever it does. */
  | { type: 'stop' }
  | { type: 'remember'; remembered: Remembered };

type Decision = readonly [TrialsCore, readonly TrialsCommand[]];

export function newTrials(isWanted: boolean, remembered?: Remembered): TrialsCore {
  return {
    isWanted,
    machine: 'opening',
    knowledge: remembered ? { ...NOTHING_KNOWN, findings: remembered.findings } : NOTHING_KNOWN,
    fresh: remembered ? (Object.keys(remembered.findings) as EngineName[]) : [],
    card: undefined,
    renderer: remembered?.renderer,
    task: undefined,
    lastTask: 0,
    isNews: false,
    isSure: true,
  };
}

/** The engine that is being tried or is to be tried next; undefined: nobody wants to know more. */
export function pendingEngine(state: TrialsCore): EngineName | undefined {
  return state.isWanted ? nextEngine(state) : undefined;
}

/** Whether nothing is left to try but what is drawn by software, which hardly ever wins. */
export function isAsGoodAsComplete(state: TrialsCore): boolean {
  return pendingEngine(state) === undefined || (state.card !== undefined && (state.card?.software ?? true));
}

/** What becomes of the trials, and what is to be done. Never changes its arguments. */
export function decideTrials(state: TrialsCore, event: TrialsEvent): Decision {
  switch (event.type) {
    case 'wanted':
      return proceed({ ...state, isWanted: event.isWanted });
    case 'machine':
      return proceed({ ...state, machine: event.machine });
    case 'again': {
      const anew: TrialsCore = {
        ...withoutTask(state),
        knowledge: { ...state.knowledge, refusals: {} },
        fresh: [],
        card: undefined,
        isSure: true,
      };
      return after([{ type: 'stop' }], proceed(anew));
    }
    case 'refuse': {
      const { findings, refusals } = state.knowledge;
      const knowledge = { findings, refusals: { ...refusals, [event.engine]: event.why } };
      return proceed({ ...state, knowledge });
    }
    case 'forgive':
      return proceed({ ...state, knowledge: { ...state.knowledge, refusals: {} } });
    default: {
      const { task } = state;
      if (!task || task.id !== event.task) return [state, []];
      return answered(withoutTask(state), task, event);
    }
  }
}

function answered(
  state: TrialsCore,
  { what, disturbed }: Task,
  event: Extract<TrialsEvent, { task: number }>,
): Decision {
  if (event.type === 'card') return proceed(withCard(state, event.card));
  // Whoever does not even say what card there is has failed.
  if (event.type === 'failed' || what === 'card') {
    const unsure = { ...state, isSure: false };
    const engines = what === 'card' ? automaticEngines('graphics') : [what];
    const next = engines.reduce(
      (known, engine) =>
        withFinding(known, engine, {
          outcome: 'refused',
          why: usesWebGL(engine) ? 'webgl-failed' : 'not-started',
        }),
      what === 'card' ? { ...unsure, card: null } : unsure,
    );
    return after([{ type: 'stop' }], proceed(next));
  }
  // Too slow beside a run is not too slow: it gets another chance when the machine is free.
  if (disturbed && isBeaten(state, event.finding)) return proceed(state);
  return proceed(withFinding(state, what, event.finding));
}

function isBeaten(state: TrialsCore, finding: Finding): boolean {
  const rival = rivalTime(state) ?? Number.POSITIVE_INFINITY;
  return finding.outcome === 'slow' || (finding.outcome === 'right' && finding.milliseconds >= rival);
}

/** Milliseconds of a step on the processor. */
function rivalTime({ knowledge, fresh }: TrialsCore): number | undefined {
  for (const name of automaticEngines('processor')) {
    const finding = knowledge.findings[name];
    if (fresh.includes(name) && finding?.outcome === 'right') return finding.milliseconds;
  }
  return undefined;
}

function withFinding(state: TrialsCore, engine: EngineName, finding: Finding): TrialsCore {
  const { findings, refusals } = state.knowledge;
  return {
    ...state,
    knowledge: { findings: { ...findings, [engine]: finding }, refusals },
    fresh: [...state.fresh.filter((name) => name !== engine), engine],
    isNews: true,
  };
}

/** Another card than the one that was measured is another device. */
function withCard(state: TrialsCore, card: WebGLReport | null): TrialsCore {
  const renderer = card?.renderer ?? null;
  const isOther = state.renderer !== undefined && state.renderer !== renderer;
  const { refusals } = state.knowledge;
  const here: TrialsCore = {
    ...state,
    ...(isOther && { knowledge: { findings: {}, refusals }, fresh: [] }),
    card,
    renderer,
  };
  if (card?.float32Targets) return here;
  const why = card ? 'no-float32' : 'no-webgl';
  return automaticEngines('graphics')
    .filter((name) => !here.fresh.includes(name))
    .reduce((known, name) => withFinding(known, name, { outcome: 'refused', why }), here);
}

function withoutTask(state: TrialsCore): TrialsCore {
  return { ...state, task: undefined };
}

/** The next engine to try: the first of those to be compared of which nothing fresh is known. */
function nextEngine({ knowledge, fresh }: TrialsCore): EngineName | undefined {
  const findings: Findings = {};
  for (const name of fresh) if (knowledge.findings[name]) findings[name] = knowledge.findings[name];
  const known: Knowledge = { findings, refusals: knowledge.refusals };
  return rivals(known).find((name) => !fresh.includes(name));
}

/** Begins what may begin, and ends what may not go on. */
function proceed(state: TrialsCore): Decision {
  const { task, machine, isWanted } = state;
  if (task) {
    if (isWanted && machine === 'free') return [state, []];
    const mayGoOn = task.what === 'card' || (usesWebGL(task.what) && !state.card?.software);
    if (isWanted && mayGoOn) return [{ ...state, task: { ...task, disturbed: true } }, []];
    return [withoutTask(state), [{ type: 'stop' }]];
  }
  const next = state.card === undefined ? 'card' : nextEngine(state);
  if (next === undefined) return complete(state);
  if (!isWanted || machine !== 'free') return [state, [{ type: 'stop' }]];
  const id = state.lastTask + 1;
  const rival = next !== 'card' && usesWebGL(next) ? rivalTime(state) : undefined;
  const request: TrialRequest =
    next === 'card' ? { type: 'look' } : { type: 'try', engine: next, ...(rival !== undefined && { rival }) };
  return [
    { ...state, task: { id, what: next, disturbed: false }, lastTask: id },
    [{ type: 'ask', task: id, request }],
  ];
}

function complete(state: TrialsCore): Decision {
  const { isNews, isSure, renderer, knowledge } = state;
  const remembered = { renderer: renderer ?? null, findings: knowledge.findings };
  return [
    { ...state, isNews: false },
    [{ type: 'stop' }, ...(isNews && isSure ? [{ type: 'remember', remembered } as const] : [])],
  ];
}

function after(commands: readonly TrialsCommand[], [state, more]: Decision): Decision {
  return [state, [...commands, ...more]];
}

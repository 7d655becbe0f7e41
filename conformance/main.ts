/** The conformance page: the built-in traces on this browser's engines, and a handle for the command line. */
import { ownProgram } from '../src/browser/own-program.ts';
import { MnistLoader } from '../src/data/data-loader.ts';
import {
  type Normalization,
  normalizationChoices,
  normalizationText,
  parseNormalization,
} from '../src/domain/normalization.ts';
import { type EngineName, trainsAll } from '../src/engine/catalogue.ts';
import { problemText } from '../src/text/problems.ts';
import '../src/styles/tokens.css';
import '../src/styles/base.css';
import '../src/styles/controls.css';
import '../src/styles/sheet.css';
import {
  DIFFERENCE_TOLERANCE,
  type Distance,
  distance,
  distanceTolerances,
  LOSS_TOLERANCE,
  largestDifference,
} from './cross-check.ts';
import type { EvaluationStatistics } from './evaluation.ts';
import { type InspectionErrors, inspectionPasses } from './inspection.ts';
import { type Limits, limitsOf } from './limits.ts';
import { type Errors, passes } from './replay.ts';
import type { ConformanceAnswer, ConformanceAnswers, ConformanceRequest } from './role.ts';
import { goldenStartSchema, parseGolden } from './trace.ts';
import program from './worker.ts?worker&url';

/** Traces a visitor can replay; small batches, so that it takes a minute and not ten. */
const traces = import.meta.glob<string>('./golden/gentle-*.json', {
  query: '?url',
  import: 'default',
  eager: true,
});
const ENGINES: readonly EngineName[] = ['webgl', 'simd', 'wasm', 'webgl-ops'];

let problem: string | undefined;
const loader = new MnistLoader(new URL('../mnist/', document.baseURI).href, (state) => {
  problem = state.error && problemText(state.error, 'en');
});
const workers = new Map<string, Worker>();

/** Replays one trace; rejects with the reason when it could not be replayed. */
async function replayOn(
  engine: EngineName,
  file: string,
  text: string,
  limits?: Limits,
): Promise<Errors & { passed: boolean }> {
  const errors = await ask({ what: 'replay', engine, limits, file, text });
  return { ...errors, passed: passes(errors) };
}

/** Whether an engine trains the network of a golden file, a trace or an inspection. */
function trainsGolden(engine: EngineName, file: string, text: string): boolean {
  return trainsAll(engine, [parseGolden(goldenStartSchema, 'file', text, file).config.normalization]);
}

/** Looks into the network of a golden file; rejects with the reason when it could not be looked into. */
async function inspectOn(
  engine: EngineName,
  file: string,
  text: string,
): Promise<InspectionErrors & { passed: boolean }> {
  const errors = await ask({ what: 'inspect', engine, file, text });
  return { ...errors, passed: inspectionPasses(errors) };
}

/** The normalizations that an engine trains, by their texts, as the functions here take them. */
function normalizationsOf(engine: EngineName): string[] {
  return normalizationChoices
    .filter((normalization) => trainsAll(engine, [normalization]))
    .map(normalizationText);
}

function named(text: string): Normalization {
  const normalization = parseNormalization(text);
  if (!normalization) throw new Error(`There is no normalization "${text}".`);
  return normalization;
}

/** How far the gradients of two engines are apart at a batch size. */
async function compareOn(
  engines: [EngineName, EngineName],
  normalization: string,
  batchSize: number,
  limits?: Limits,
): Promise<Distance & { passed: boolean }> {
  const question = { what: 'probe', normalization: named(normalization), batchSize, limits } as const;
  const [a, b] = await Promise.all(engines.map((engine) => ask({ ...question, engine })));
  const apart = distance(a!, b!);
  const names = Object.keys(distanceTolerances) as (keyof Distance)[];
  return { ...apart, passed: names.every((name) => apart[name] <= distanceTolerances[name]) };
}

/** How far the losses of two engines are apart over the first steps of the article's run, relative. */
async function followOn(
  engines: [EngineName, EngineName],
  normalization: string,
  learningRate: number,
  steps: number,
  limits?: Limits,
): Promise<{ apart: number[]; worst: number; passed: boolean }> {
  const question = {
    what: 'losses',
    normalization: named(normalization),
    learningRate,
    steps,
    limits,
  } as const;
  const [a, b] = await Promise.all(engines.map((engine) => ask({ ...question, engine })));
  const apart = a!.map((loss, i) => Math.abs(loss - b![i]!) / Math.abs(loss));
  const worst = Math.max(...apart);
  return { apart, worst, passed: a!.length === steps && b!.length === steps && worst <= LOSS_TOLERANCE };
}

/** How far the predictions of two engines are apart, and of the second from its own after a restore. */
async function predictOn(
  engines: [EngineName, EngineName],
  normalization: string,
  statistics: EvaluationStatistics,
  limits?: Limits,
): Promise<{ logit: number; restored: number; passed: boolean }> {
  const question = { what: 'predictions', normalization: named(normalization), statistics, limits } as const;
  const [a, b] = await Promise.all(engines.map((engine) => ask({ ...question, engine })));
  // Statistics of a few images leave activations without a spread, which 1/√ε then magnifies: logits reach hundreds.
  const scale = Math.max(1, ...a!.logits.map(Math.abs));
  const logit = largestDifference(a!.logits, b!.logits) / scale;
  const restored = largestDifference(b!.logits, b!.restored);
  return { logit, restored, passed: logit <= distanceTolerances.logit && restored === 0 };
}

/** The worst error of an engine's gradients against finite differences, and whose it is. */
async function differencesOn(
  engine: EngineName,
  normalization: string,
  batchSize: number,
  limits?: Limits,
): Promise<{ worst: number; tensor: string; passed: boolean }> {
  const question = { what: 'differences', normalization: named(normalization), batchSize, limits } as const;
  const errors = Object.entries(await ask({ ...question, engine }));
  // Written so that a NaN is the worst.
  const [tensor, worst] = errors.reduce((a, b) => (b[1] <= a[1] ? a : b));
  return { worst, tensor, passed: worst <= DIFFERENCE_TOLERANCE };
}

/** What an engine says when its graphics context is taken away. */
function loseOn(engine: EngineName): Promise<string[]> {
  return ask({ what: 'loss-of-context', engine });
}

async function ask<R extends ConformanceRequest>(request: R): Promise<ConformanceAnswers[R['what']]> {
  if (problem) throw new Error(problem);
  // A context is limited for good, so it has a worker of its own; engines without one have nothing to limit.
  const limits = limitsOf(request.engine, request.limits);
  const name = `${request.engine} ${JSON.stringify(limits)}`;
  let worker = workers.get(name);
  if (!worker) {
    worker = new Worker(ownProgram(program), { type: 'module', name });
    workers.set(name, worker);
    worker.postMessage('connect', [loader.connect()]);
  }
  const answered = await new Promise<ConformanceAnswer>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<ConformanceAnswer>) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message || 'The worker could not be loaded.'));
    worker.postMessage(request);
  });
  if ('problem' in answered) throw new Error(answered.problem);
  return answered.answer as ConformanceAnswers[R['what']];
}

const element = (id: string) => document.getElementById(id) as HTMLElement;
const start = element('start') as HTMLButtonElement;

async function replayAll(): Promise<void> {
  start.disabled = true;
  element('results').replaceChildren();
  let failures = 0;
  for (const engine of ENGINES)
    for (const [path, address] of Object.entries(traces)) {
      const file = path.replace('./golden/', '').replace('.json', '');
      element('status').textContent = `${engine}: ${file}…`;
      const cells = await fetch(address)
        .then((response) => response.text())
        .then(async (text) => {
          if (!trainsGolden(engine, file, text)) return ['', '', '', '', 'not trained by this engine'];
          const errors = await replayOn(engine, file, text);
          if (!errors.passed) failures++;
          const figures = [errors.loss, errors.gradient, errors.logit, errors.parameter];
          return [...figures.map((figure) => figure.toExponential(1)), errors.passed ? 'ok' : 'FAILED'];
        })
        .catch((error: Error) => {
          failures++;
          return ['', '', '', '', error.message];
        });
      const row = document.createElement('tr');
      row.append(
        ...[file, engine, ...cells].map((content) =>
          Object.assign(document.createElement('td'), { textContent: content }),
        ),
      );
      element('results').append(row);
    }
  element('status').textContent = failures === 0 ? 'All passed.' : `${failures} failed.`;
  start.disabled = false;
}

start.addEventListener('click', () => void replayAll());

declare global {
  interface Window {
    /** For the command line. */
    conformance?: {
      normalizationsOf: typeof normalizationsOf;
      trains: typeof trainsGolden;
      replay: typeof replayOn;
      inspect: typeof inspectOn;
      compare: typeof compareOn;
      follow: typeof followOn;
      predict: typeof predictOn;
      lose: typeof loseOn;
      differences: typeof differencesOn;
    };
  }
}
window.conformance = {
  normalizationsOf,
  trains: trainsGolden,
  replay: replayOn,
  inspect: inspectOn,
  compare: compareOn,
  follow: followOn,
  predict: predictOn,
  lose: loseOn,
  differences: differencesOn,
};

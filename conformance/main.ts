/** The conformance page: the built-in traces on this browser's engines, and a handle for the command line. */
import { MnistLoader } from '../src/data/data-loader.ts';
import type { EngineName } from '../src/engine/engine.ts';
import { startWorker } from '../src/worker/start-worker.ts';
import '../src/styles/tokens.css';
import '../src/styles/controls.css';
import '../src/styles/sheet.css';
import type { Limits } from './limits.ts';
import { type Errors, passes } from './replay.ts';
import type { ReplayAnswer, ReplayRequest } from './role.ts';

/** Traces a visitor can replay; small batches, so that it takes a minute and not ten. */
const traces = import.meta.glob<string>('./golden/gentle-*.json', {
  query: '?url',
  import: 'default',
  eager: true,
});
const ENGINES: readonly EngineName[] = ['webgl', 'wasm', 'webgl-ops'];

let problem: string | undefined;
const loader = new MnistLoader(new URL('../mnist/', document.baseURI).href, (state) => {
  problem = state.error && `${state.error.message} ${state.error.hint}`;
});
const workers = new Map<string, Worker>();

/** Replays one trace; rejects with the reason when it could not be replayed. */
async function replayOn(
  engine: EngineName,
  file: string,
  text: string,
  limits?: Limits,
): Promise<Errors & { passed: boolean }> {
  if (problem) throw new Error(problem);
  // A context is limited for good, so it has a worker of its own.
  const name = `${engine} ${JSON.stringify(limits ?? {})}`;
  let worker = workers.get(name);
  if (!worker) {
    worker = startWorker('conformance', name);
    workers.set(name, worker);
    worker.postMessage('connect', [loader.connect()]);
  }
  const answer = await ask(worker, { engine, file, text, ...(limits && { limits }) });
  if ('problem' in answer) throw new Error(answer.problem);
  return { ...answer.errors, passed: passes(answer.errors) };
}

function ask(worker: Worker, request: ReplayRequest): Promise<ReplayAnswer> {
  return new Promise((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<ReplayAnswer>) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message || 'The worker could not be loaded.'));
    worker.postMessage(request);
  });
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
        .then((text) => replayOn(engine, file, text))
        .then(
          (errors) => {
            if (!errors.passed) failures++;
            const figures = [errors.loss, errors.gradient, errors.logit, errors.parameter];
            return [...figures.map((figure) => figure.toExponential(1)), errors.passed ? 'ok' : 'FAILED'];
          },
          (error: Error) => {
            failures++;
            return ['', '', '', '', error.message];
          },
        );
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
    conformance?: { replay: typeof replayOn };
  }
}
window.conformance = { replay: replayOn };

/**
 * The role of a run worker: owns one engine, trains one run at a time, and reports.
 */
import { MnistClient } from '../data/data-client.ts';
import type { RunConfig } from '../domain/config.ts';
import { initialParameters } from '../domain/initial-parameters.ts';
import { Device } from '../engine/device.ts';
import type { Engine, EngineName } from '../engine/engine.ts';
import { EngineRefused, makeNetwork, startEngine } from '../engine/open-engine.ts';
import { type FromWorker, toWorkerSchema } from './messages.ts';
import { Outbox } from './outbox.ts';
import { problemOf } from './problem.ts';
import { RunLoop } from './run-loop.ts';

interface Job {
  run: number;
  loop?: RunLoop;
  /** What was said to it before its network was ready. */
  early: ((loop: RunLoop) => void)[];
  ended: Promise<void>;
}

type Start = { run: number; engine: EngineName; config: RunConfig };

const device = new Device();
let data: MnistClient | undefined;
let current: Job | undefined;

/** Takes one message of the page. */
export function serve(event: MessageEvent<unknown>): void {
  const message = toWorkerSchema.parse(event.data);
  if (message.type === 'connect') {
    data = new MnistClient(event.ports[0]!);
    return;
  }
  if (message.type === 'start') {
    begin(message);
    return;
  }
  if (message.run !== current?.run) return;
  const act = (loop: RunLoop) => {
    if (message.type === 'allow') loop.allow(message.step, message.paused);
    else if (message.type === 'learning-rate') loop.setLearningRate(message.schedule);
    else loop.setSteps(message.value);
  };
  if (current.loop) act(current.loop);
  else current.early.push(act);
}

function begin(start: Start): void {
  const previous = current;
  previous?.loop?.stop();
  const next: Job = { run: start.run, early: [], ended: Promise.resolve() };
  current = next;
  // One after the other: a network lets go of its memory before the next takes its own.
  next.ended = (previous?.ended ?? Promise.resolve()).then(() => work(start, next));
}

async function work({ run, engine: name, config }: Start, job: Job): Promise<void> {
  const isCurrent = () => current === job;
  let engine: Engine | undefined;
  try {
    if (!isCurrent()) return;
    if (!data) throw new Error('The run has no connection to the data.');
    await startEngine(device, name);
    if (!isCurrent()) return;
    const start = performance.now();
    engine = await makeNetwork(device, name, config, initialParameters(config));
    const warmUp = performance.now() - start;
    // A new run may have begun while the graphics card made this network ready.
    if (!isCurrent()) return;
    const loop = newLoop(run, engine, config, data);
    job.loop = loop;
    for (const act of job.early) act(loop);
    const renderer = device.webgl?.renderer;
    say({ type: 'ready', run, engine: name, warmUp, ...(renderer !== undefined && { renderer }) });
    await Promise.race([loop.run(), engine.lost]);
  } catch (error) {
    if (!isCurrent()) return;
    if (error instanceof EngineRefused) say({ type: 'refused', run, engine: name, why: error.why });
    else say({ type: 'failed', run, problem: problemOf(error) });
  } finally {
    job.loop?.stop();
    engine?.dispose();
  }
}

function newLoop(run: number, engine: Engine, config: RunConfig, source: MnistClient): RunLoop {
  const outbox = new Outbox((steps) => say({ type: 'trained', run, steps }));
  const tell = (message: FromWorker) => {
    outbox.flush();
    say(message);
  };
  return new RunLoop(engine, config, (split, rows) => source.rows(split, rows), {
    trained: (step) => outbox.add(step),
    evaluating: (step, done, total) => tell({ type: 'evaluating', run, step, done, total }),
    evaluated: (evaluation, memory) => tell({ type: 'evaluated', run, evaluation, memory }),
    finished: (step) => tell({ type: 'finished', run, step }),
    idle: () => outbox.flush(),
  });
}

function say(message: FromWorker): void {
  self.postMessage(message);
}

/**
 * The role of a run worker: owns one engine, trains one run at a time, and reports.
 */
import { DataClient } from '../data/data-client.ts';
import type { RunConfig } from '../domain/config.ts';
import { dataKey } from '../domain/data-set.ts';
import { initialParameters } from '../domain/initial-parameters.ts';
import type { Checkpoint, LoopState } from '../engine/checkpoint.ts';
import { Device } from '../engine/device.ts';
import type { Engine } from '../engine/engine.ts';
import { EngineRefused, makeNetwork, startEngine } from '../engine/open-engine.ts';
import { keepCheckpoint, readCheckpoint } from '../storage/checkpoints.ts';
import { failureOf } from '../storage/failure.ts';
import { ALIVE, ALIVE_INTERVAL } from './alive.ts';
import { InspectorClient } from './inspector-client.ts';
import { type FromWorker, type ToWorker, toWorkerSchema } from './messages.ts';
import { Outbox } from './outbox.ts';
import { problemOf, reasonOf } from './problem.ts';
import { type Looking, type RunEvents, RunLoop } from './run-loop.ts';

interface Job {
  run: number;
  config: RunConfig;
  loop?: RunLoop;
  inspector?: { client: InspectorClient; inspector: Looking['inspector'] };
  /** What was said to it before its network was ready. */
  early: ((loop: RunLoop) => void)[];
  ended: Promise<void>;
}

type Start = Extract<ToWorker, { type: 'start' }>;

/** What a run should go on from is not there any more. */
class CheckpointMissing extends Error {
  readonly code = 'checkpoint-missing';
}

const device = new Device();
let data: DataClient | undefined;
let current: Job | undefined;
let inspector: InspectorClient | undefined;
/** After every how many steps runs are looked into; null: they are not. */
let looking: number | null = null;

/** Takes one message of the page. */
export function serve(event: MessageEvent<unknown>): void {
  const message = toWorkerSchema.parse(event.data);
  if (message.type === 'connect') {
    data = new DataClient(event.ports[0]!);
    // Whoever waits for it knows that it is there, though it may have nothing to tell for long.
    setInterval(() => self.postMessage(ALIVE), ALIVE_INTERVAL);
    return;
  }
  if (message.type === 'looking') {
    look(message.interval, event.ports[0]);
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
    else if (message.type === 'kernel-scalings') loop.setKernelScalings(message.scalings);
    else if (message.type === 'keep') loop.keepNow();
    else loop.setSteps(message.value);
  };
  if (current.loop) act(current.loop);
  else current.early.push(act);
}

/** The line to the inspector is kept: it may be wanted again. */
function look(interval: number | null, port: MessagePort | undefined): void {
  if (port) {
    inspector?.close();
    inspector = new InspectorClient(port);
  }
  looking = interval;
  if (current?.loop) current.loop.setLooking(lookingFor(current));
}

/** A job keeps its inspector for as long as the line is the same. */
function lookingFor(job: Job): Looking | undefined {
  if (looking === null || !inspector) return undefined;
  const client = inspector;
  if (job.inspector?.client !== client)
    job.inspector = { client, inspector: { look: (request) => client.look(job.config, request) } };
  return { inspector: job.inspector.inspector, interval: looking };
}

function begin(start: Start): void {
  const previous = current;
  previous?.loop?.stop();
  const next: Job = { run: start.run, config: start.config, early: [], ended: Promise.resolve() };
  current = next;
  // One after the other: a network lets go of its memory before the next takes its own.
  next.ended = (previous?.ended ?? Promise.resolve()).then(() => work(start, next));
}

async function work({ run, engine: name, config, keep, from }: Start, job: Job): Promise<void> {
  const isCurrent = () => current === job;
  let engine: Engine | undefined;
  try {
    if (!isCurrent()) return;
    if (!data) throw new Error('The run has no connection to the data.');
    await startEngine(device, name);
    if (!isCurrent()) return;
    const start = performance.now();
    engine = await makeNetwork(device, name, config, initialParameters(config));
    const checkpoint = from && (await checkpointOf(from));
    if (checkpoint) engine.restore(checkpoint.snapshot);
    const warmUp = performance.now() - start;
    // A new run may have begun while the graphics card made this network ready.
    if (!isCurrent()) return;
    const loop = newLoop(run, engine, config, data, checkpoint?.loop);
    if (keep !== undefined) loop.setKeep((taken) => keepCheckpoint(keep, { engine: name, ...taken }));
    job.loop = loop;
    for (const act of job.early) act(loop);
    loop.setLooking(lookingFor(job));
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

async function checkpointOf({ run, step }: NonNullable<Start['from']>): Promise<Checkpoint> {
  const checkpoint = await readCheckpoint(run, step);
  if (!checkpoint) throw new CheckpointMissing(`There is no checkpoint of step ${step}.`);
  return checkpoint;
}

function newLoop(
  run: number,
  engine: Engine,
  config: RunConfig,
  source: DataClient,
  from: LoopState | undefined,
): RunLoop {
  const outbox = new Outbox((steps) => say({ type: 'trained', run, steps }));
  const tell = (message: FromWorker) => {
    outbox.flush();
    say(message);
  };
  const events: RunEvents = {
    trained: (step) => outbox.add(step),
    evaluating: (step, done, total) => tell({ type: 'evaluating', run, step, done, total }),
    evaluated: (evaluation, memory) => tell({ type: 'evaluated', run, evaluation, memory }),
    scaled: (effect) => tell({ type: 'scaled', run, effect }),
    looked: (found) => tell({ type: 'looked', run, look: found }),
    lookingFailed: (error) => tell({ type: 'looking-failed', run, reason: reasonOf(error) }),
    kept: (place) => tell({ type: 'kept', run, place }),
    keepingFailed: (error) => tell({ type: 'keeping-failed', run, failure: failureOf(error) }),
    finished: (step) => tell({ type: 'finished', run, step }),
    idle: () => outbox.flush(),
  };
  const images = dataKey(config.data);
  return new RunLoop(engine, config, (split, rows) => source.rows(split, rows, images), events, from);
}

function say(message: FromWorker): void {
  self.postMessage(message);
}
